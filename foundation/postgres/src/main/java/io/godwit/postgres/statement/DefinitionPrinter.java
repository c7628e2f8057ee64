package io.godwit.postgres.statement;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.ReferentialAction;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Prints columns and constraints as CREATE TABLE and ALTER TABLE write them.
final class DefinitionPrinter {
    private DefinitionPrinter() {}

    static String column(ColumnDefinition column) {
        StringBuilder sql = new StringBuilder(SqlName.quoted(column.name()));
        if (!column.type().isEmpty()) {
            sql.append(' ').append(column.type());
        }
        column.collation().ifPresent(collation -> sql.append(" COLLATE ").append(collation));
        sql.append(generation(column));
        column.defaultExpression().ifPresent(value -> sql.append(" DEFAULT ").append(value));
        if (column.notNull()) {
            sql.append(" NOT NULL");
        }
        column.constraints().forEach(constraint -> sql.append(' ').append(ofColumn(constraint)));
        return sql.toString();
    }

    private static String generation(ColumnDefinition column) {
        return switch (column.generation()) {
            case Generation.None _, Generation.Serial _ -> "";
            case Generation.Identity identity -> " " + identity(identity.always(), column.identityOptions());
            case Generation.Stored stored -> " GENERATED ALWAYS AS (" + stored.expression() + ") STORED";
            case Generation.Virtual virtual -> " GENERATED ALWAYS AS (" + virtual.expression() + ") VIRTUAL";
        };
    }

    static String identity(boolean always, String options) {
        return "GENERATED " + (always ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY"
                + (options.isEmpty() ? "" : " (" + options + ")");
    }

    private static String ofColumn(ConstraintDefinition constraint) {
        return named(constraint.name())
                + switch (constraint) {
                    case ConstraintDefinition.PrimaryKey _ -> "PRIMARY KEY";
                    case ConstraintDefinition.Unique unique -> "UNIQUE" + nulls(unique.nullsNotDistinct());
                    case ConstraintDefinition.ForeignKey key -> references(key);
                    case ConstraintDefinition.Check check -> check(check);
                    case ConstraintDefinition.NotNull _ -> "NOT NULL";
                    case ConstraintDefinition.Exclusion exclusion -> exclusion.definition();
                };
    }

    static String constraint(ConstraintDefinition constraint) {
        return named(constraint.name())
                + switch (constraint) {
                    case ConstraintDefinition.PrimaryKey key ->
                        "PRIMARY KEY" + keyed(key.columns(), key.usingIndex(), key.include(), key.deferral());
                    case ConstraintDefinition.Unique unique ->
                        "UNIQUE" + nulls(unique.nullsNotDistinct())
                                + keyed(unique.columns(), unique.usingIndex(), unique.include(), unique.deferral());
                    case ConstraintDefinition.ForeignKey key ->
                        "FOREIGN KEY " + names(key.columns()) + " " + references(key);
                    case ConstraintDefinition.Check check -> check(check);
                    case ConstraintDefinition.NotNull notNull ->
                        "NOT NULL " + SqlName.quoted(notNull.column()) + valid(notNull.validated(), true);
                    case ConstraintDefinition.Exclusion exclusion -> exclusion.definition();
                };
    }

    private static String named(Optional<String> name) {
        return name.map(given -> "CONSTRAINT " + SqlName.quoted(given) + " ").orElse("");
    }

    private static String nulls(boolean notDistinct) {
        return notDistinct ? " NULLS NOT DISTINCT" : "";
    }

    private static String keyed(
            List<String> columns, Optional<String> usingIndex, List<String> include, String deferral) {
        return usingIndex.map(index -> " USING INDEX " + SqlName.quoted(index)).orElseGet(() -> " " + names(columns))
                + (include.isEmpty() ? "" : " INCLUDE " + names(include))
                + (deferral.isEmpty() ? "" : " " + deferral);
    }

    private static String references(ConstraintDefinition.ForeignKey key) {
        return "REFERENCES " + key.referencedTable().sql()
                + (key.referencedColumns().isEmpty() ? "" : " " + names(key.referencedColumns()))
                + action("DELETE", key.onDelete())
                + action("UPDATE", key.onUpdate())
                + key.deferrable().map(deferral -> " " + deferral).orElse("")
                + valid(key.validated(), key.enforced());
    }

    private static String action(String event, ReferentialAction action) {
        return action == ReferentialAction.NO_ACTION ? "" : " ON " + event + " " + action.sql();
    }

    private static String check(ConstraintDefinition.Check check) {
        return "CHECK (" + check.expression() + ")" + (check.inherited() ? "" : " NO INHERIT")
                + valid(check.validated(), check.enforced());
    }

    private static String valid(boolean validated, boolean enforced) {
        return !enforced ? " NOT ENFORCED" : validated ? "" : " NOT VALID";
    }

    static String names(List<String> names) {
        return names.stream().map(SqlName::quoted).collect(Collectors.joining(", ", "(", ")"));
    }
}
