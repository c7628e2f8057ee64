package io.godwit.postgres.statement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ReferentialAction;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.ConstraintDefinition.ForeignKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a table constraint, as CREATE TABLE and ADD CONSTRAINT have it.
final class ConstraintParser {
    private ConstraintParser() {}

    /// Whether a table constraint (and not a column) stands next.
    static boolean startsHere(Cursor cursor) {
        return cursor.sees("constraint")
                || cursor.sees("primary", "key")
                || cursor.sees("unique", "(")
                || cursor.sees("unique", "nulls")
                || cursor.sees("unique", "using")
                || cursor.sees("foreign", "key")
                || cursor.sees("check", "(")
                || cursor.sees("exclude", "using")
                || cursor.sees("exclude", "(")
                || cursor.sees("not", "null");
    }

    static ConstraintDefinition parse(Cursor cursor) {
        Optional<String> name = cursor.takes("constraint") ? Optional.of(cursor.name()) : Optional.empty();
        if (cursor.takes("primary", "key")) {
            return key(cursor, name, true, false);
        }
        if (cursor.takes("unique")) {
            return key(cursor, name, false, nullsNotDistinct(cursor));
        }
        if (cursor.takes("foreign", "key")) {
            return references(cursor, name, cursor.namesInParentheses());
        }
        if (cursor.takes("check")) {
            String expression = cursor.textInParentheses();
            Ending ending = ending(cursor);
            return new ConstraintDefinition.Check(
                    name, expression, ending.validated(), ending.enforced(), ending.inherited());
        }
        if (cursor.takes("not", "null")) {
            String column = cursor.name();
            return new ConstraintDefinition.NotNull(name, column, ending(cursor).validated());
        }
        cursor.expect("exclude");
        return new ConstraintDefinition.Exclusion(name, "EXCLUDE " + cursor.textUntil(Set.of()));
    }

    static boolean nullsNotDistinct(Cursor cursor) {
        boolean notDistinct = cursor.takes("nulls", "not", "distinct");
        if (!notDistinct) {
            cursor.takes("nulls", "distinct");
        }
        return notDistinct;
    }

    /// Reads from REFERENCES to the last of its clauses.
    static ForeignKey references(Cursor cursor, Optional<String> name, List<String> columns) {
        cursor.expect("references");
        ObjectName table = cursor.objectName();
        List<String> referenced = cursor.sees("(") ? cursor.namesInParentheses() : List.of();
        ReferentialAction onDelete = ReferentialAction.NO_ACTION;
        ReferentialAction onUpdate = ReferentialAction.NO_ACTION;
        boolean more = true;
        while (more) {
            if (cursor.takes("on", "delete")) {
                onDelete = action(cursor);
            } else if (cursor.takes("on", "update")) {
                onUpdate = action(cursor);
            } else if (cursor.takes("match")) {
                cursor.name();
            } else {
                more = false;
            }
        }
        Optional<String> deferrable = deferrable(cursor);
        Ending ending = ending(cursor);
        return new ForeignKey(
                name,
                columns,
                table,
                referenced,
                onDelete,
                onUpdate,
                deferrable,
                ending.validated(),
                ending.enforced());
    }

    private static ReferentialAction action(Cursor cursor) {
        if (cursor.takes("cascade")) {
            return ReferentialAction.CASCADE;
        }
        if (cursor.takes("restrict")) {
            return ReferentialAction.RESTRICT;
        }
        if (cursor.takes("no", "action")) {
            return ReferentialAction.NO_ACTION;
        }
        cursor.expect("set");
        ReferentialAction action = cursor.takes("null") ? ReferentialAction.SET_NULL : ReferentialAction.SET_DEFAULT;
        if (action == ReferentialAction.SET_DEFAULT) {
            cursor.expect("default");
        }
        if (cursor.sees("(")) {
            cursor.namesInParentheses();
        }
        return action;
    }

    private static ConstraintDefinition key(
            Cursor cursor, Optional<String> name, boolean primary, boolean nullsNotDistinct) {
        Optional<String> index = Optional.empty();
        List<String> columns = List.of();
        List<String> include = List.of();
        if (cursor.takes("using", "index")) {
            index = Optional.of(cursor.name());
        } else {
            columns = keyColumns(cursor);
            if (cursor.takes("include")) {
                include = cursor.namesInParentheses();
            }
            if (cursor.takes("with")) {
                cursor.textInParentheses();
            }
            if (cursor.takes("using", "index", "tablespace")) {
                cursor.name();
            }
        }
        String deferral = deferrable(cursor).orElse("");
        return primary
                ? new ConstraintDefinition.PrimaryKey(name, columns, index, include, deferral)
                : new ConstraintDefinition.Unique(name, columns, nullsNotDistinct, index, include, deferral);
    }

    /// PostgreSQL 18's `WITHOUT OVERLAPS` may end the list.
    private static List<String> keyColumns(Cursor cursor) {
        List<String> columns = new ArrayList<>();
        cursor.expect("(");
        do {
            columns.add(cursor.name());
            cursor.takes("without", "overlaps");
        } while (cursor.takes(","));
        cursor.expect(")");
        return columns;
    }

    /// What may follow a constraint.
    private record Ending(boolean validated, boolean enforced, boolean inherited) {}

    private static Ending ending(Cursor cursor) {
        boolean validated = true;
        boolean enforced = true;
        boolean inherited = true;
        while (true) {
            deferrable(cursor);
            if (cursor.takes("no", "inherit")) {
                inherited = false;
            } else if (cursor.takes("not", "valid")) {
                validated = false;
            } else if (cursor.takes("not", "enforced")) {
                enforced = false;
                validated = false;
            } else if (!cursor.takes("enforced")) {
                return new Ending(validated, enforced, inherited);
            }
        }
    }

    /// @return as PostgreSQL prints it; empty for one that cannot be postponed
    private static Optional<String> deferrable(Cursor cursor) {
        boolean deferrable = false;
        boolean deferred = false;
        boolean more = true;
        while (more) {
            if (cursor.takes("deferrable")) {
                deferrable = true;
            } else if (cursor.takes("initially", "deferred")) {
                deferred = true;
            } else {
                more = cursor.takes("not", "deferrable") || cursor.takes("initially", "immediate");
            }
        }
        if (deferred) {
            return Optional.of("DEFERRABLE INITIALLY DEFERRED");
        }
        return deferrable ? Optional.of("DEFERRABLE") : Optional.empty();
    }
}
