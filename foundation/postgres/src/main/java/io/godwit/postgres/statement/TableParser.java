package io.godwit.postgres.statement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads CREATE TABLE and ALTER TABLE.
final class TableParser {
    private TableParser() {}

    /// From after `CREATE TABLE`.
    static Statement create(Cursor cursor) {
        cursor.takes("if", "not", "exists");
        ObjectName table = cursor.objectName();
        List<ColumnDefinition> columns = new ArrayList<>();
        List<ConstraintDefinition> constraints = new ArrayList<>();
        cursor.expect("(");
        while (!cursor.sees(")")) {
            if (ConstraintParser.startsHere(cursor)) {
                constraints.add(ConstraintParser.parse(cursor));
            } else if (cursor.sees("like")) {
                throw new SyntaxProblem("CREATE TABLE ... (LIKE ...) is not taken apart");
            } else {
                columns.add(ColumnParser.parse(cursor));
            }
            if (!cursor.takes(",")) {
                break;
            }
        }
        cursor.expect(")");
        while (cursor.takes("partition", "by") || cursor.takes("with") || cursor.takes("tablespace")) {
            cursor.takes("range");
            cursor.takes("list");
            cursor.takes("hash");
            if (cursor.sees("(")) {
                cursor.textInParentheses();
            } else {
                cursor.name();
            }
        }
        cursor.expectEnd();
        return new Statement.CreateTable(table, columns, constraints);
    }

    /// From after `ALTER TABLE`.
    static Statement alter(Cursor cursor) {
        cursor.takes("if", "exists");
        cursor.takes("only");
        ObjectName table = cursor.objectName();
        cursor.takes("*");
        List<TableChange> changes = new ArrayList<>();
        do {
            changes.add(change(cursor));
        } while (cursor.takes(","));
        cursor.expectEnd();
        return new Statement.AlterTable(table, changes);
    }

    private static TableChange change(Cursor cursor) {
        if (cursor.takes("add")) {
            return add(cursor);
        }
        if (cursor.takes("drop")) {
            return drop(cursor);
        }
        if (cursor.takes("alter", "constraint")) {
            return new TableChange.Other("ALTER CONSTRAINT " + cursor.textUntil(Set.of()));
        }
        if (cursor.takes("alter")) {
            cursor.takes("column");
            return AlterColumnParser.parse(cursor);
        }
        if (cursor.takes("validate", "constraint")) {
            return new TableChange.ValidateConstraint(cursor.name());
        }
        if (cursor.takes("rename")) {
            return rename(cursor);
        }
        if (cursor.takes("set", "schema")) {
            return new TableChange.SetSchema(cursor.name());
        }
        return new TableChange.Other(cursor.textUntil(Set.of()));
    }

    private static TableChange add(Cursor cursor) {
        if (ConstraintParser.startsHere(cursor)) {
            return new TableChange.AddConstraint(ConstraintParser.parse(cursor));
        }
        cursor.takes("column");
        cursor.takes("if", "not", "exists");
        return new TableChange.AddColumn(ColumnParser.parse(cursor));
    }

    private static TableChange drop(Cursor cursor) {
        boolean constraint = cursor.takes("constraint");
        if (!constraint) {
            cursor.takes("column");
        }
        cursor.takes("if", "exists");
        String name = cursor.name();
        boolean cascade = cascade(cursor);
        return constraint ? new TableChange.DropConstraint(name, cascade) : new TableChange.DropColumn(name, cascade);
    }

    private static TableChange rename(Cursor cursor) {
        if (cursor.takes("to")) {
            return new TableChange.RenameTable(cursor.name());
        }
        Optional<String> constraint = cursor.takes("constraint") ? Optional.of(cursor.name()) : Optional.empty();
        cursor.takes("column");
        String name = constraint.isPresent() ? constraint.get() : cursor.name();
        cursor.expect("to");
        String newName = cursor.name();
        return constraint.isPresent()
                ? new TableChange.RenameConstraint(name, newName)
                : new TableChange.RenameColumn(name, newName);
    }

    static boolean cascade(Cursor cursor) {
        boolean cascade = cursor.takes("cascade");
        cursor.takes("restrict");
        return cascade;
    }
}
