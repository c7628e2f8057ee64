package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.planning.IndexSql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How the indexes and keys that were made for the new column of a [Conversion] take the names of those of the old one,
/// and give them back. A partitioned table takes no index for a key (`USING INDEX`): its partitions do, and its own
/// key,
/// added after theirs, finds them and reads nothing. Names of indexes and keys are those of the table they are on.
record IndexesTakeOver(Conversion of) {

    List<String> dropPrimaryKey() {
        return of.indexes().primaryKey().stream()
                .map(key -> drop(of.table(), key.name()))
                .toList();
    }

    List<String> forth() {
        List<String> statements = new ArrayList<>();
        for (Table member : of.tree().members()) {
            for (Index index : of.indexesOf(member).plain()) {
                statements.add(renameIndex(member, index.name(), of.beforeOf(index.name())));
                statements.add(renameIndex(member, of.freshOf(index.name()), index.name()));
            }
            for (Constraint.Unique unique : of.indexesOf(member).uniques()) {
                statements.add(rename(member, unique.name(), of.beforeOf(unique.name())));
                statements.add(through(member, unique, of.freshOf(unique.name())));
            }
        }
        statements.addAll(primaryKey(of::freshOf));
        return statements;
    }

    /// Undoes what [#forth] did, but for the primary key, which waits for the columns' names.
    List<String> back() {
        List<String> statements = new ArrayList<>(dropPrimaryKey());
        of.indexes().uniques().forEach(unique -> statements.add(drop(of.table(), unique.name())));
        for (Table member : of.tree().members().reversed()) {
            for (Constraint.Unique unique : of.indexesOf(member).uniques()) {
                statements.add(rename(member, of.beforeOf(unique.name()), unique.name()));
            }
            for (Index index : of.indexesOf(member).plain()) {
                statements.add(renameIndex(member, index.name(), of.freshOf(index.name())));
                statements.add(renameIndex(member, of.beforeOf(index.name()), index.name()));
            }
        }
        return statements;
    }

    List<String> primaryKeyBack() {
        return primaryKey(of::beforeOf);
    }

    /// Those of the old column, made anew on one that was added again under its name.
    List<String> onOldColumn() {
        List<String> statements = new ArrayList<>();
        for (Table member : of.tree().members()) {
            ColumnIndexes indexes = of.indexesOf(member);
            for (Index index : indexes.plain()) {
                String called = of.beforeOf(index.name());
                statements.add(
                        PartitionTree.isDivided(member)
                                ? alone(member, index, called, of.old())
                                : indexes.create(index, called, of.old()));
                statements.addAll(attached(member, index, of::beforeOf));
            }
            for (Constraint.Unique unique : indexes.uniques()) {
                statements.add(
                        add(member, of.beforeOf(unique.name()), kind(unique), indexes.in(unique.columns(), of.old())));
            }
            if (!PartitionTree.isDivided(member)) {
                of.keyBefore(member)
                        .ifPresent(index -> statements.add(indexes.create(index, of.beforeOf(index.name()), of.old())));
            }
        }
        return statements;
    }

    /// The same while others write, for a table without partitions.
    List<String> onOldColumnConcurrently() {
        ColumnIndexes indexes = of.indexes();
        List<String> statements = new ArrayList<>();
        for (Index index : indexes.plain()) {
            statements.add(indexes.createConcurrently(index, of.beforeOf(index.name()), of.old()));
        }
        for (Constraint.Unique unique : indexes.uniques()) {
            String called = of.beforeOf(unique.name());
            statements.add(indexes.createConcurrently(
                    ColumnIndexes.unique(unique.name(), unique.columns(), unique.nullsNotDistinct()),
                    called,
                    of.old()));
            statements.add(using(of.table(), called, "UNIQUE", called));
        }
        of.keyBefore(of.table())
                .ifPresent(index ->
                        statements.add(indexes.createConcurrently(index, of.beforeOf(index.name()), of.old())));
        return statements;
    }

    /// CREATE INDEX for a partitioned table by itself, over another column in the old one's place.
    String alone(Table divided, Index index, String called, String instead) {
        ObjectName name = divided.name();
        return IndexSql.create(
                        name,
                        index.over(
                                        part -> part.equals(of.column().name()) ? instead : part,
                                        expression -> of.indexes().in(expression, instead))
                                .named(called))
                .replaceFirst(" ON ", " ON ONLY ");
    }

    /// Makes the indexes of partitions part of that of their table.
    List<String> attached(Table divided, Index index, Function<String, String> called) {
        ObjectName whole = divided.name().sibling(index.name());
        return of.tree().partsOf(whole).stream()
                .map(part -> "ALTER INDEX "
                        + whole.sibling(called.apply(whole.name())).sql() + " ATTACH PARTITION "
                        + part.sibling(called.apply(part.name())).sql())
                .toList();
    }

    private List<String> primaryKey(Function<String, String> called) {
        return of.tree().members().stream()
                .flatMap(member -> of.indexesOf(member).primaryKey().stream()
                        .map(key -> PartitionTree.isDivided(member)
                                ? add(member, key.name(), "PRIMARY KEY", key.columns())
                                : using(member, key.name(), "PRIMARY KEY", called.apply(key.name()))))
                .toList();
    }

    private String through(Table member, Constraint.Unique unique, String index) {
        return PartitionTree.isDivided(member)
                ? add(member, unique.name(), kind(unique), unique.columns())
                : using(member, unique.name(), "UNIQUE", index);
    }

    private static String kind(Constraint.Unique unique) {
        return "UNIQUE" + (unique.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "");
    }

    private static String add(Table member, String name, String kind, List<String> columns) {
        return alter(member) + "ADD CONSTRAINT " + SqlName.quoted(name) + " " + kind
                + columns.stream().map(SqlName::quoted).collect(Collectors.joining(", ", " (", ")"));
    }

    private static String using(Table member, String name, String kind, String index) {
        return alter(member) + "ADD CONSTRAINT " + SqlName.quoted(name) + " " + kind + " USING INDEX "
                + SqlName.quoted(index);
    }

    private static String rename(Table member, String from, String to) {
        return alter(member) + "RENAME CONSTRAINT " + SqlName.quoted(from) + " TO " + SqlName.quoted(to);
    }

    private static String renameIndex(Table member, String from, String to) {
        return "ALTER INDEX " + member.name().sibling(from).sql() + " RENAME TO " + SqlName.quoted(to);
    }

    private static String drop(Table member, String constraint) {
        return alter(member) + "DROP CONSTRAINT " + SqlName.quoted(constraint);
    }

    private static String alter(Table member) {
        return "ALTER TABLE " + member.name().sql() + " ";
    }
}
