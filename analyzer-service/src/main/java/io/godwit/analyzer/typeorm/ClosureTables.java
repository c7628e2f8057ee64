package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.typeorm.Definition.Role;
import io.godwit.analyzer.typeorm.script.Calls;
import io.godwit.analyzer.typeorm.script.Evaluation;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.Fields;
import io.godwit.analyzer.typeorm.script.Value.Function;
import io.godwit.analyzer.typeorm.script.Value.Text;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.ReferentialAction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The table that keeps, for a tree, each row with all rows above it.
final class ClosureTables {
    private final Settings settings;

    private final Calls calls;

    ClosureTables(Settings settings, Evaluation evaluation) {
        this.settings = settings;
        this.calls = new Calls(evaluation);
    }

    EntityDraft of(EntityDraft entity) {
        Value options = entity.definition.treeOptions;
        String name = settings.naming()
                .closureTable(options.get("closureTableName").asText().orElse(entity.nameWithoutPrefix));
        Definition definition = new Definition(name, Optional.empty(), entity.definition.location());
        EntityDraft table = new EntityDraft(
                definition,
                options.get("closureTableSchema").asText().orElse(entity.table.schema()),
                settings.entityPrefix(),
                name,
                entity.synchronised);
        for (ColumnDraft key : entity.primaryColumns()) {
            ColumnDraft ancestor = column(table, key, name(options.get("ancestorColumnName"), key, "_ancestor"));
            ColumnDraft descendant = column(table, key, name(options.get("descendantColumnName"), key, "_descendant"));
            JoinTables.index(table, List.of(ancestor));
            JoinTables.index(table, List.of(descendant));
            foreignKey(table, ancestor, entity, key);
            foreignKey(table, descendant, entity, key);
        }
        boolean levels = entity.definition.lineage().stream()
                .flatMap(part -> part.columns.stream())
                .anyMatch(column -> column.role() == Role.TREE_LEVEL);
        if (levels) {
            ColumnDraft level = new ColumnDraft(
                    "level",
                    Optional.empty(),
                    List.of(),
                    settings.naming().column("level", Optional.empty(), List.of()),
                    definition.location());
            level.type = "int4";
            table.ownColumns.add(level);
        }
        return table;
    }

    /// A function may name the column, given that it refers to.
    private String name(Value written, ColumnDraft key, String ending) {
        SequencedMap<String, Value> column = new LinkedHashMap<>();
        column.put("propertyName", new Text(key.property));
        column.put("databaseName", new Text(key.name));
        return written instanceof Function function
                ? calls.result(function, List.of(new Fields(column))).asText().orElse(key.property + ending)
                : key.property + ending;
    }

    private ColumnDraft column(EntityDraft table, ColumnDraft key, String property) {
        ColumnDraft column = new ColumnDraft(
                property,
                Optional.empty(),
                List.of(),
                settings.naming().column(property, Optional.empty(), List.of()),
                table.definition.location());
        column.copyShape(key);
        column.primary = true;
        table.ownColumns.add(column);
        return column;
    }

    private void foreignKey(EntityDraft table, ColumnDraft column, EntityDraft entity, ColumnDraft key) {
        List<String> columns = List.of(column.name);
        List<String> referenced = List.of(key.name);
        table.foreignKeys.add(new ForeignKey(
                settings.naming().foreignKey(table.fullName, columns, entity.fullName, referenced),
                columns,
                entity.table,
                referenced,
                ReferentialAction.CASCADE,
                ReferentialAction.NO_ACTION,
                Optional.empty(),
                true));
    }
}
