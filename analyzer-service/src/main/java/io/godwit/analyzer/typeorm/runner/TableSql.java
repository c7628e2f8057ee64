package io.godwit.analyzer.typeorm.runner;

import io.godwit.analyzer.typeorm.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `createTable(new Table({...}))`: the types of its enums, the table with its keys, its indexes.
final class TableSql {
    private final Value given;
    private final String name;
    private final KeySql keys;
    private final List<ColumnSql> columns;

    TableSql(Value table) {
        this.given = Given.fields(table);
        this.name = Given.text(given.get("name"));
        this.keys = new KeySql(name);
        this.columns = Given.items(given.get("columns")).stream()
                .map(column -> ColumnSql.of(name, column))
                .toList();
    }

    List<String> create(boolean unlessThere) {
        List<String> statements = new ArrayList<>();
        columns.forEach(column -> column.createEnum().ifPresent(statements::add));
        List<String> entries = new ArrayList<>();
        columns.forEach(column -> entries.add(column.definition()));
        columns.stream()
                .filter(column -> column.is("isUnique"))
                .forEach(column -> entries.add(keys.unique(List.of(column.name()), Optional.empty())));
        Given.items(given.get("uniques")).forEach(unique -> entries.add(keys.unique(unique)));
        Given.items(given.get("checks")).forEach(check -> entries.add(keys.check(check)));
        Given.items(given.get("exclusions")).forEach(exclusion -> entries.add(keys.exclusion(exclusion)));
        Given.items(given.get("foreignKeys")).forEach(key -> entries.add(keys.foreignKey(key)));
        List<ColumnSql> primary =
                columns.stream().filter(column -> column.is("isPrimary")).toList();
        if (!primary.isEmpty()) {
            entries.add(keys.primaryKey(
                    primary.stream().map(ColumnSql::name).toList(),
                    Given.optional(primary.getFirst().given().get("primaryKeyConstraintName"))));
        }
        statements.add("CREATE TABLE " + (unlessThere ? "IF NOT EXISTS " : "") + Given.path(name) + " ("
                + String.join(", ", entries) + ")");
        Given.items(given.get("indices")).forEach(index -> statements.add(keys.createIndex(index)));
        return statements;
    }
}
