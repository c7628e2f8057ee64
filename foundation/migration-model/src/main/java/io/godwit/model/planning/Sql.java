package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes DDL: names quoted and qualified, one statement each, no closing semicolon.
final class Sql {
    private Sql() {}

    private static String createTable(Table table) {
        String entries = Stream.concat(
                        table.columns().stream().map(Sql::column),
                        table.constraints().stream().map(Sql::constraint))
                .collect(Collectors.joining(",\n    "));
        return "CREATE TABLE " + table.name().sql() + " (" + (entries.isEmpty() ? "" : "\n    " + entries + "\n") + ")"
                + table.lineage()
                        .partitionKey()
                        .map(key -> " PARTITION BY " + key)
                        .orElse("");
    }

    /// A column as CREATE TABLE and ADD COLUMN define it.
    static String column(Column column) {
        StringBuilder sql = new StringBuilder(SqlName.quoted(column.name())).append(' ');
        sql.append(
                column.generation() instanceof Column.Generation.Serial
                        ? serial(column)
                        : column.type().sql());
        if (!column.nullable()) {
            sql.append(" NOT NULL");
        }
        switch (column.generation()) {
            case Column.Generation.None _ ->
                column.defaultExpression()
                        .ifPresent(value -> sql.append(" DEFAULT ").append(value));
            case Column.Generation.Serial _ -> {}
            case Column.Generation.Identity(boolean always) ->
                sql.append(" GENERATED ")
                        .append(always ? "ALWAYS" : "BY DEFAULT")
                        .append(" AS IDENTITY");
            case Column.Generation.Stored(String expression) ->
                sql.append(" GENERATED ALWAYS AS (").append(expression).append(") STORED");
            case Column.Generation.Virtual(String expression) ->
                sql.append(" GENERATED ALWAYS AS (").append(expression).append(") VIRTUAL");
        }
        return sql.toString();
    }

    private static String serial(Column column) {
        return switch (column.type().sql()) {
            case "bigint" -> "bigserial";
            case "smallint" -> "smallserial";
            default -> "serial";
        };
    }

    /// A constraint with its name, as CREATE TABLE and ADD define it.
    static String constraint(Constraint constraint) {
        return "CONSTRAINT " + SqlName.quoted(constraint.name()) + " "
                + switch (constraint) {
                    case Constraint.PrimaryKey key -> "PRIMARY KEY (" + columns(key.columns()) + ")";
                    case Constraint.Unique key ->
                        "UNIQUE " + (key.nullsNotDistinct() ? "NULLS NOT DISTINCT " : "") + "(" + columns(key.columns())
                                + ")";
                    case Constraint.ForeignKey key -> foreignKey(key);
                    case Constraint.Check check -> "CHECK (" + check.expression() + ")" + validated(check.validated());
                    case Constraint.Other other -> other.definition();
                };
    }

    private static String foreignKey(Constraint.ForeignKey key) {
        return "FOREIGN KEY (" + columns(key.columns()) + ") REFERENCES "
                + key.referencedTable().sql() + " (" + columns(key.referencedColumns()) + ") ON DELETE "
                + key.onDelete().sql() + " ON UPDATE " + key.onUpdate().sql()
                + key.deferrable().map(how -> " " + how).orElse("") + validated(key.validated());
    }

    private static String validated(boolean validated) {
        return validated ? "" : " NOT VALID";
    }

    static String createIndex(ObjectName table, Index index) {
        StringBuilder sql = new StringBuilder(index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
                .append(SqlName.quoted(index.name()))
                .append(" ON ")
                .append(table.sql());
        if (!index.method().equals("btree")) {
            sql.append(" USING ").append(index.method());
        }
        sql.append(index.keys().stream().map(Sql::key).collect(Collectors.joining(", ", " (", ")")));
        if (!index.included().isEmpty()) {
            sql.append(" INCLUDE (").append(columns(index.included())).append(')');
        }
        if (index.nullsNotDistinct()) {
            sql.append(" NULLS NOT DISTINCT");
        }
        if (!index.parameters().isEmpty()) {
            sql.append(index.parameters().entrySet().stream()
                    .map(each -> SqlName.quoted(each.getKey()) + " = " + SqlName.literal(each.getValue()))
                    .collect(Collectors.joining(", ", " WITH (", ")")));
        }
        index.predicate().ifPresent(predicate -> sql.append(" WHERE ").append(predicate));
        return sql.toString();
    }

    private static String key(Index.Key key) {
        StringBuilder sql = new StringBuilder(key.column()
                .map(SqlName::quoted)
                .orElseGet(() -> "(" + key.expression().orElse("") + ")"));
        key.operatorClass().ifPresent(operatorClass -> sql.append(' ').append(operatorClass));
        if (key.descending()) {
            sql.append(" DESC");
        }
        if (key.nullsFirst() != key.descending()) {
            sql.append(key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
        }
        return sql.toString();
    }

    /// Makes it for those who could use it before.
    static List<String> remakeEnum(EnumType type) {
        return Stream.concat(Stream.of(createEnum(type)), type.grants().stream())
                .toList();
    }

    static String createEnum(EnumType type) {
        return "CREATE TYPE " + type.name().sql() + " AS ENUM "
                + type.labels().stream().map(SqlName::label).collect(Collectors.joining(", ", "(", ")"));
    }

    static String alterTable(ObjectName table, String action) {
        return "ALTER TABLE " + table.sql() + " " + action;
    }

    static String alterColumn(ObjectName table, String column, String action) {
        return alterTable(table, "ALTER COLUMN " + SqlName.quoted(column) + " " + action);
    }

    static String addColumn(ObjectName table, Column column) {
        return alterTable(table, "ADD COLUMN " + column(column));
    }

    static String dropColumn(ObjectName table, String column) {
        return alterTable(table, "DROP COLUMN " + SqlName.quoted(column));
    }

    static String addConstraint(ObjectName table, Constraint constraint) {
        return alterTable(table, "ADD " + constraint(constraint));
    }

    static String dropConstraint(ObjectName table, String constraint) {
        return alterTable(table, "DROP CONSTRAINT " + SqlName.quoted(constraint));
    }

    static String dropIndex(ObjectName table, String index) {
        return "DROP INDEX " + table.sibling(index).sql();
    }

    /// A table with all of its constraints. Of several keys over the same columns CREATE TABLE makes only the first
    /// (`transformIndexConstraints` of PostgreSQL's `parse_utilcmd.c`), so the others follow.
    static List<String> create(Table table) {
        Set<List<String>> keys = new HashSet<>();
        List<Constraint> again = table.constraints().stream()
                .filter(constraint ->
                        constraint instanceof Constraint.PrimaryKey || constraint instanceof Constraint.Unique)
                .sorted(Comparator.comparing(constraint -> constraint instanceof Constraint.Unique))
                .filter(constraint -> !keys.add(constraint.columns()))
                .toList();
        List<String> statements = new ArrayList<>();
        statements.add(createTable(table.withConstraints(table.constraints().stream()
                .filter(constraint -> !again.contains(constraint))
                .toList())));
        again.forEach(constraint -> statements.add(addConstraint(table.name(), constraint)));
        return statements;
    }

    /// A table and its indexes, as they were.
    static List<String> createWhole(Table table) {
        List<String> statements = new ArrayList<>(create(table));
        table.indexes().forEach(index -> statements.add(createIndex(table.name(), index)));
        return statements;
    }

    static String columns(List<String> names) {
        return names.stream().map(SqlName::quoted).collect(Collectors.joining(", "));
    }
}
