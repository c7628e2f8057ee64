package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.model.statement.Verb;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.Dependent;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import io.godwit.validator.facts.Relations;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The facts of a database after a statement that has not run. What cannot be followed makes them incomplete, so that
/// nothing is refused for being missing.
final class FactsAfter {
    /// `SELECT *` or `t.*`, neither `count(*)` nor a product.
    private static final Pattern EVERY_COLUMN =
            Pattern.compile("(?i)(?:\\bselect(?:\\s+(?:all|distinct))?|,|\\.)\\s*\\*");

    private final DatabaseFacts before;
    private Relations relations;
    private boolean followed = true;

    private FactsAfter(DatabaseFacts before) {
        this.before = before;
        this.relations = before.relations();
    }

    static DatabaseFacts of(DatabaseFacts before, Statement statement) {
        if (changesNothing(before, statement)) {
            return before;
        }
        FactsAfter after = new FactsAfter(before);
        after.run(statement);
        DatabaseFacts facts = before.withRelations(after.relations);
        return after.followed ? facts : facts.incomplete();
    }

    private static boolean changesNothing(DatabaseFacts before, Statement statement) {
        return switch (statement) {
            case Statement.Query _, Statement.Setting _, Statement.TransactionControl _, Statement.Comment _ -> true;
            case Statement.Grant _, Statement.Analyze _, Statement.LockTables _ -> true;
            case Statement.ChangeRows change ->
                change.operation() != Statement.ChangeRows.Operation.INSERT
                        || before.relation(change.table())
                                .map(table ->
                                        table.populated() && table.children().isEmpty())
                                .orElse(true);
            case Statement _ -> false;
        };
    }

    private void run(Statement statement) {
        switch (statement) {
            case Statement.CreateTable create -> {
                if (!relations.containsKey(create.table())) {
                    put(new TableMade(before, create).relation());
                    Stream.concat(create.shape().partitionOf().stream(), create.shape().inherits().stream())
                            .forEach(parent -> adopt(parent, create.table()));
                }
            }
            case Statement.CreateTableAs create ->
                put(Relation.made(create.table(), Relation.Kind.TABLE, create.withRows(), ""));
            case Statement.CreateView create -> {
                put(Relation.made(
                        create.view(),
                        create.materialized() ? Relation.Kind.MATERIALIZED_VIEW : Relation.Kind.VIEW,
                        create.materialized() && create.withRows(),
                        ""));
                rest(create);
            }
            case Statement.CreateSequence create ->
                put(Relation.made(create.sequence(), Relation.Kind.SEQUENCE, false, ""));
            case Statement.AlterTable alter -> alter(alter);
            case Statement.DropTable drop -> drop.tables().forEach(this::dropWithDescendants);
            case Statement.DropRelations drop -> drop.relations().forEach(this::dropWithDescendants);
            case Statement.DropSchema drop ->
                Set.copyOf(relations.keySet()).stream()
                        .filter(name -> drop.schemas().contains(name.schema()))
                        .forEach(this::dropWithDescendants);
            case Statement.Truncate truncate -> truncate.tables().forEach(table -> rows(table, false));
            case Statement.ChangeRows change -> {
                if (change.operation() == Statement.ChangeRows.Operation.INSERT) {
                    rows(change.table(), true);
                }
            }
            case Statement.RefreshMaterializedView refresh -> rows(refresh.view(), refresh.withRows());
            case Statement.CreateIndex create -> createIndex(create);
            case Statement.DropIndex drop -> drop.indexes().forEach(index -> eachIndex(index, _ -> Optional.empty()));
            case Statement.RenameIndex rename -> {
                ObjectName renamed = rename.index().sibling(rename.newName());
                eachIndex(rename.index(), index -> Optional.of(index.named(renamed)));
                relations = AttachedKeys.renamed(relations, rename.index(), renamed);
            }
            case Statement.AttachIndex attach ->
                eachIndex(attach.index(), index -> Optional.of(index.attachedTo(attach.parent())));
            case Statement.CodeBlock block -> {
                block.statements().forEach(inner -> run(inner.statement()));
                followed &= block.whole();
            }
            case Statement.TableObject object when object.verb() == Verb.DROP -> without(object);
            case Statement.OtherObject object
            when object.kind().equals("PUBLICATION") ->
                PublishedRows.left(object)
                        .forEach((table, publication) -> change(
                                table, found -> found.withoutDependent(Dependent.Kind.PUBLICATION, publication)));
            case Statement.OtherObject object ->
                followed &= object.verb() != Verb.ALTER || !object.kind().contains("TABLE");
            case Statement.Unparsed _ -> followed = false;
            case Statement _ -> {}
        }
    }

    /// The new view is in the way of changes to the columns its query names.
    private void rest(Statement.CreateView create) {
        List<String> words = List.of(create.query().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_$]+"));
        boolean all = EVERY_COLUMN.matcher(create.query()).find();
        relations = relations.replaced(relation -> {
            ObjectName name = relation.name();
            boolean read = words.contains(name.name().toLowerCase(Locale.ROOT))
                    || create.query().contains(SqlName.quoted(name.name()));
            if (name.equals(create.view()) || !read) {
                return relation;
            }
            Relation used = relation.withDependent(new Dependent(Dependent.Kind.VIEW, "", create.view()));
            for (ColumnFacts column : relation.columns()) {
                boolean named = all || words.contains(column.name().toLowerCase(Locale.ROOT));
                used = named
                        ? used.withDependent(new Dependent(Dependent.Kind.VIEW, column.name(), create.view()))
                        : used;
            }
            return used;
        });
    }

    private void put(Relation relation) {
        relations = relations.with(relation);
    }

    private void change(ObjectName name, UnaryOperator<Relation> changed) {
        Optional.ofNullable(relations.get(name)).ifPresent(found -> put(changed.apply(found)));
    }

    private void without(Statement.TableObject object) {
        switch (object.kind()) {
            case TRIGGER ->
                change(object.table(), found -> found.withoutDependent(Dependent.Kind.TRIGGER, object.name()));
            case POLICY ->
                change(object.table(), found -> found.withoutDependent(Dependent.Kind.POLICY, object.name()));
            case RULE -> {}
        }
    }

    private void adopt(ObjectName parent, ObjectName child) {
        change(parent, found -> found.withChildren(with(found.children(), child)));
    }

    private void rows(ObjectName table, boolean some) {
        descendants(table).forEach(name -> change(name, found -> found.partitioned() ? found : found.withRows(some)));
    }

    private List<ObjectName> descendants(ObjectName table) {
        return Optional.ofNullable(relations.get(table))
                .map(found -> before.withRelations(relations).withDescendants(found).stream()
                        .map(Relation::name)
                        .toList())
                .orElse(List.of());
    }

    private boolean isPartitioned(ObjectName name) {
        return Optional.ofNullable(relations.get(name))
                .map(Relation::partitioned)
                .orElse(false);
    }

    private void dropWithDescendants(ObjectName name) {
        Collection<ObjectName> gone = isPartitioned(name) ? descendants(name) : List.of(name);
        for (ObjectName one : gone) {
            relations = relations.without(one);
        }
        relations = relations.replaced(relation -> !names(relation, gone)
                ? relation
                : relation.withChildren(relation.children().stream()
                                .filter(child -> !gone.contains(child))
                                .toList())
                        .withConstraints(relation.constraints().stream()
                                .filter(key -> key.referenced().stream().noneMatch(gone::contains))
                                .toList())
                        .withoutDependents(gone));
    }

    private static boolean names(Relation relation, Collection<ObjectName> others) {
        return relation.children().stream().anyMatch(others::contains)
                || relation.constraints().stream()
                        .anyMatch(
                                key -> key.referenced().filter(others::contains).isPresent())
                || relation.dependents().stream().anyMatch(dependent -> others.contains(dependent.name()));
    }

    private void createIndex(Statement.CreateIndex create) {
        List<ObjectName> tables = create.only() ? List.of(create.table()) : descendants(create.table());
        for (ObjectName table : tables) {
            boolean below = !table.equals(create.table());
            String name = create.name()
                    .filter(_ -> !below)
                    .orElseGet(() -> IndexNames.chosen(
                            before.withRelations(relations), table, String.join("_", create.keys()), "idx"));
            change(
                    table,
                    found -> found.index(name).isPresent()
                            ? found
                            : found.withIndexes(
                                    with(found.indexes(), TableAfter.index(found, table.sibling(name), create))));
        }
    }

    private void eachIndex(ObjectName name, Function<IndexFacts, Optional<IndexFacts>> changed) {
        relations
                .tableOfIndex(name)
                .ifPresent(relation -> put(relation.withIndexes(relation.indexes().stream()
                        .flatMap(index ->
                                (index.name().equals(name) ? changed.apply(index) : Optional.of(index)).stream())
                        .toList())));
    }

    private void alter(Statement.AlterTable alter) {
        ObjectName table = alter.table();
        for (TableChange change : alter.changes()) {
            switch (change) {
                case TableChange.RenameTable rename -> rename(table, table.sibling(rename.newName()));
                case TableChange.SetSchema set -> rename(table, new ObjectName(set.schema(), table.name()));
                case TableChange.AttachPartition attach -> {
                    adopt(table, attach.partition());
                    change(attach.partition(), found -> found.withParents(List.of(table), attach.bound()));
                }
                case TableChange.DetachPartition detach -> leave(table, detach.partition());
                case TableChange.Inherit inherit -> {
                    adopt(inherit.parent(), table);
                    change(table, found -> found.withParents(with(found.parents(), inherit.parent()), ""));
                }
                case TableChange.NoInherit inherit -> leave(inherit.parent(), table);
                case TableChange.AddConstraint add
                when AttachedKeys.isKey(add.constraint()) ->
                    relations = AttachedKeys.added(
                            before.withRelations(relations),
                            alter.only() || !isPartitioned(table) ? List.of(table) : descendants(table),
                            add.constraint());
                case TableChange _ -> {
                    if (change instanceof TableChange.DropConstraint drop && relations.containsKey(table)) {
                        relations = AttachedKeys.withoutParts(
                                relations, Objects.requireNonNull(relations.get(table)), drop.name());
                    }
                    if (change instanceof TableChange.RenameConstraint(String from, String to)) {
                        relations = AttachedKeys.renamed(relations, table.sibling(from), table.sibling(to));
                    }
                    List<ObjectName> reached = alter.only() ? List.of(table) : descendants(table);
                    reached.forEach(each ->
                            change(each, found -> TableAfter.of(before.withRelations(relations), found, change)));
                    renameInReferences(table, change);
                }
            }
        }
    }

    private void leave(ObjectName parent, ObjectName child) {
        change(
                parent,
                found -> found.withChildren(found.children().stream()
                        .filter(other -> !other.equals(child))
                        .toList()));
        change(child, found -> found.withParents(List.of(), ""));
    }

    private void rename(ObjectName from, ObjectName to) {
        Relation moved = relations.get(from);
        relations = relations.without(from);
        if (moved != null) {
            put(moved.named(to));
        }
        UnaryOperator<ObjectName> renamed = name -> name.equals(from) ? to : name;
        relations = relations.replaced(relation -> !names(relation, List.of(from))
                ? relation
                : relation.withChildren(
                                relation.children().stream().map(renamed).toList())
                        .withConstraints(relation.constraints().stream()
                                .map(key -> key.about(
                                        key.columns(),
                                        key.referenced().map(renamed),
                                        key.referencedColumns(),
                                        key.expression()))
                                .toList())
                        .withDependentNamed(from, to));
    }

    private void renameInReferences(ObjectName table, TableChange change) {
        if (change instanceof TableChange.RenameColumn(String column, String newName)) {
            relations = relations.replaced(relation -> !names(relation, List.of(table))
                    ? relation
                    : relation.withConstraints(relation.constraints().stream()
                            .map(key -> key.referenced().equals(Optional.of(table))
                                    ? key.about(
                                            key.columns(),
                                            key.referenced(),
                                            TableAfter.renamed(key.referencedColumns(), column, newName),
                                            key.expression())
                                    : key)
                            .toList()));
        }
    }

    private static <T> List<T> with(List<T> all, T one) {
        Set<T> seen = new HashSet<>(all);
        return seen.contains(one)
                ? all
                : Stream.concat(all.stream(), Stream.of(one)).toList();
    }
}
