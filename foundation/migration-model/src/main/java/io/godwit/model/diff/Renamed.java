package io.godwit.model.diff;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Constraint.Check;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.Constraint.Other;
import io.godwit.model.catalog.Constraint.PrimaryKey;
import io.godwit.model.catalog.Constraint.Unique;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.Lineage;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.PostgresNames;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A catalog under new names of some tables and columns, as PostgreSQL itself would show it after the renames; names of
/// constraints and indexes stay. The sequences of serial columns are renamed along.
public final class Renamed {
    private final Map<ObjectName, ObjectName> tables = new HashMap<>();
    private final Map<ObjectName, Map<String, String>> columns = new HashMap<>();

    private Renamed(List<Rename> renames) {
        for (Rename rename : renames) {
            switch (rename) {
                case Rename.OfTable(ObjectName before, ObjectName after) -> tables.put(before, after);
                case Rename.OfColumn(ObjectName table, String before, String after) ->
                    columns.computeIfAbsent(table, _ -> new HashMap<>()).put(before, after);
            }
        }
    }

    /// @param renames those of things the catalog does not have have no effect
    public static Catalog in(Catalog catalog, List<Rename> renames) {
        if (renames.isEmpty()) {
            return catalog;
        }
        Renamed renamed = new Renamed(renames);
        catalog.tables().values().forEach(table -> renamed.inherit(table, catalog));
        List<Table> all = new ArrayList<>();
        catalog.tables().values().forEach(table -> all.add(renamed.table(table)));
        return Catalog.of(
                        catalog.schemas(),
                        catalog.extensions(),
                        all,
                        catalog.enums().values(),
                        catalog.others())
                .withObjects(catalog.objects().values().stream()
                        .map(new RenamedObjects(renamed.tables, renamed.columns)::of)
                        .toList());
    }

    private Table table(Table table) {
        ObjectName name = tables.getOrDefault(table.name(), table.name());
        return new Table(
                name,
                table.columns().stream()
                        .map(column -> column(table.name(), name, column))
                        .toList(),
                table.constraints().stream()
                        .map(constraint -> constraint(name, constraint))
                        .toList(),
                table.indexes().stream().map(index -> index(name, index)).toList(),
                new Lineage(
                        table.lineage().partitionKey().map(key -> expression(name, key)),
                        table.lineage().parents().stream()
                                .map(parent -> tables.getOrDefault(parent, parent))
                                .toList()));
    }

    /// A column of a table is renamed in its partitions and children, too.
    private void inherit(Table table, Catalog catalog) {
        for (ObjectName ancestor : ancestors(table, catalog)) {
            Map<String, String> above = columns.get(tables.getOrDefault(ancestor, ancestor));
            if (above != null) {
                above.forEach((before, after) -> columns.computeIfAbsent(
                                tables.getOrDefault(table.name(), table.name()), _ -> new HashMap<>())
                        .putIfAbsent(before, after));
            }
        }
    }

    private static List<ObjectName> ancestors(Table table, Catalog catalog) {
        List<ObjectName> all = new ArrayList<>(table.lineage().parents());
        for (int i = 0; i < all.size(); i++) {
            catalog.table(all.get(i))
                    .ifPresent(parent -> all.addAll(parent.lineage().parents()));
        }
        return all;
    }

    private Column column(ObjectName before, ObjectName after, Column column) {
        String name = column(after, column.name());
        boolean same = before.equals(after) && name.equals(column.name());
        Optional<String> value = column.defaultExpression();
        if (!same && column.generation() instanceof Column.Generation.Serial) {
            ObjectName old = PostgresNames.sequence(before, column.name());
            ObjectName fresh = PostgresNames.sequence(after, name);
            value = value.map(text -> taking(fresh, old, text));
        }
        return new Column(name, column.type(), column.nullable(), value, column.generation());
    }

    /// The default of a serial column, however its sequence is written: models quote every name, PostgreSQL those that
    /// need it.
    private static String taking(ObjectName fresh, ObjectName old, String nextval) {
        String quoted = SqlName.literal(old.sql());
        return nextval.contains(quoted)
                ? nextval.replace(quoted, SqlName.literal(fresh.sql()))
                : nextval.replace(SqlName.literal(old.identity()), SqlName.literal(fresh.identity()));
    }

    private Constraint constraint(ObjectName table, Constraint constraint) {
        return switch (constraint) {
            case PrimaryKey key -> new PrimaryKey(key.name(), columns(table, key.columns()));
            case Unique key -> new Unique(key.name(), columns(table, key.columns()), key.nullsNotDistinct());
            case ForeignKey key -> {
                ObjectName referenced = tables.getOrDefault(key.referencedTable(), key.referencedTable());
                yield new ForeignKey(
                        key.name(),
                        columns(table, key.columns()),
                        referenced,
                        columns(referenced, key.referencedColumns()),
                        key.onDelete(),
                        key.onUpdate(),
                        key.deferrable(),
                        key.validated());
            }
            case Check check -> new Check(check.name(), expression(table, check.expression()), check.validated());
            case Other other -> other;
        };
    }

    private Index index(ObjectName table, Index index) {
        return index.over(column -> column(table, column), expression -> expression(table, expression));
    }

    /// Names in expressions are replaced as whole words, which is right wherever no string holds the
    /// name.
    private String expression(ObjectName table, String expression) {
        String renamed = expression;
        for (Map.Entry<String, String> rename :
                columns.getOrDefault(table, Map.of()).entrySet()) {
            renamed = renamed.replaceAll(
                    "(?<![\\w'\"])\"?" + Pattern.quote(rename.getKey()) + "\"?(?![\\w'\"(])",
                    Matcher.quoteReplacement(written(rename.getValue())));
        }
        return renamed;
    }

    private static String written(String column) {
        return column.matches("[a-z_][a-z0-9_]*") ? column : SqlName.quoted(column);
    }

    private List<String> columns(ObjectName table, List<String> names) {
        return names.stream().map(name -> column(table, name)).toList();
    }

    private String column(ObjectName table, String name) {
        return columns.getOrDefault(table, Map.of()).getOrDefault(name, name);
    }
}
