package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.Statement;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Indexes made, dropped, built again and changed.
public final class IndexPrediction {
    private static final Pattern ORDER = Pattern.compile("(?i)(\\s+(asc|desc))?(\\s+nulls\\s+(first|last))?$");
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Pattern STATISTICS =
            Pattern.compile("(?is)alter\\s+(?:column\\s+)?(\\d{1,4})\\s+set\\s+statistics\\s.*");
    private static final Pattern OPERATOR_CLASS = Pattern.compile("(?i)\\b\\w+_ops\\b|\\bcollate\\b");
    private static final Set<String> SYSTEM_COLUMNS = Set.of("ctid", "tableoid", "xmin", "xmax", "cmin", "cmax");

    private IndexPrediction() {}

    static void create(Draft draft, Statement.CreateIndex create) {
        Relation table = draft.relation(create.table());
        if (create.concurrently()) {
            refuseInTransaction(draft, "CREATE INDEX CONCURRENTLY");
            if (table.partitioned()) {
                throw new Refused("cannot create index on partitioned table \""
                        + table.name().name() + "\" concurrently");
            }
        }
        refuseKeys(draft, create, table);
        if (create.unique()) {
            refuseUnique(draft, create, table);
        }
        LockMode mode = create.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE;
        List<Relation> targets = create.only() || !table.partitioned()
                ? List.of(table)
                : draft.facts().withDescendants(table);
        Optional<ObjectName> taken = create.name()
                .map(table.name()::sibling)
                .filter(name -> draft.facts().index(name).isPresent()
                        || draft.facts().relation(name).isPresent());
        if (taken.isPresent()) {
            if (!create.missingOnly()) {
                throw new Refused("relation \"" + taken.get().name() + "\" already exists");
            }
            targets.forEach(target -> draft.lock(target, mode));
            return;
        }
        for (Relation target : targets) {
            draft.lock(target, mode);
            boolean top = target.name().equals(table.name());
            Optional<IndexFacts> there = top ? Optional.empty() : same(target, create);
            if (there.isPresent()) {
                draft.lock(target, there.get(), LockMode.SHARE);
                continue;
            }
            String name = top && create.name().isPresent()
                    ? create.name().get()
                    : IndexNames.chosen(draft.facts(), target.name(), columns(draft, table, create), "idx");
            draft.makesIndexLike(target, name);
            if (!target.partitioned()) {
                draft.scan(target);
            }
        }
    }

    private static void refuseKeys(Draft draft, Statement.CreateIndex create, Relation table) {
        if (table.kind() == Relation.Kind.VIEW) {
            throw new Refused(
                    "cannot create index on relation \"" + table.name().name() + "\"");
        }
        boolean known = !draft.facts().isUnknown() && !table.columns().isEmpty();
        create.keys().stream()
                .filter(key -> known
                        && PLAIN.matcher(key).matches()
                        && table.column(key).isEmpty())
                .filter(key -> !SYSTEM_COLUMNS.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new Refused("column \"" + key + "\" does not exist");
                });
    }

    /// One a partition has already, which becomes part of the new one.
    public static Optional<IndexFacts> same(Relation partition, Statement.CreateIndex create) {
        return partition.indexes().stream()
                .filter(index -> index.parent().isEmpty() && index.valid() && !index.partial())
                .filter(index -> index.plainOrder() && create.method().equals("btree"))
                .filter(index -> index.keys().equals(create.keys()) && index.unique() == create.unique())
                .filter(_ -> create.predicate().isEmpty() && create.included().isEmpty())
                .findFirst();
    }

    private static void refuseUnique(Draft draft, Statement.CreateIndex create, Relation table) {
        List<String> keys = create.keys().stream()
                .map(key -> ORDER.matcher(key).replaceFirst(""))
                .toList();
        KeyPrediction.refuseWithoutPartitionKey(table, keys);
        boolean plain = keys.stream().allMatch(key -> table.column(key).isPresent());
        String rows = create.predicate().orElse("true");
        if (plain) {
            KeyPrediction.refuseDuplicates(draft, table, keys, rows);
        } else {
            refuseSameExpressions(draft, table, keys, rows);
        }
    }

    /// Functions that are somebody's own are not called to find out.
    private static void refuseSameExpressions(Draft draft, Relation table, List<String> keys, String rows) {
        boolean harmless = keys.stream()
                .allMatch(key -> HarmlessCalls.only(key, draft.setting().questions()));
        if (!harmless
                || keys.stream().anyMatch(key -> OPERATOR_CLASS.matcher(key).find())) {
            return;
        }
        List<String> expressions = keys.stream()
                .map(key -> table.column(key).isPresent() ? SqlName.quoted(key) : "(" + key + ")")
                .toList();
        String some = expressions.stream().map(key -> key + " is not null").collect(Collectors.joining(" and "));
        boolean twice = draft.anyRow(
                table,
                table.columns().stream().map(ColumnFacts::name).toList(),
                "select 1 from " + (table.partitioned() ? "" : "only ")
                        + table.name().sql() + " where (" + rows + ") and " + some + " group by "
                        + String.join(", ", expressions) + " having count(*) > 1");
        if (twice) {
            throw new Refused(
                    "could not create unique index: the data hold duplicates of (" + String.join(", ", keys) + ")");
        }
    }

    private static String columns(Draft draft, Relation table, Statement.CreateIndex create) {
        List<String> names = new ArrayList<>();
        create.keys().forEach(key -> names.add(IndexNames.column(draft, table, key)));
        names.addAll(create.included());
        return IndexNames.joined(names);
    }

    private static void refuseInTransaction(Draft draft, String what) {
        if (draft.setting().insideTransaction()) {
            throw new Refused(what + " cannot run inside a transaction block");
        }
    }

    static void drop(Draft draft, Statement.DropIndex drop) {
        if (drop.concurrently()) {
            refuseInTransaction(draft, "DROP INDEX CONCURRENTLY");
        }
        for (ObjectName name : drop.indexes()) {
            Optional<Relation> table = draft.facts().tableOfIndex(name);
            if (table.isEmpty()) {
                if (!drop.missingAllowed() && !draft.facts().isUnknown()) {
                    throw new Refused("index \"" + name.name() + "\" does not exist");
                }
                continue;
            }
            IndexFacts index = table.get().index(name.name()).orElseThrow();
            refuseDrop(draft, drop, table.get(), index);
            LockMode mode = drop.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
            if (table.get().partitioned()) {
                draft.facts().withDescendants(table.get()).forEach(each -> draft.lock(each, mode));
            }
            for (IndexFacts each : withAttached(draft, index)) {
                draft.facts().tableOfIndex(each.name()).ifPresent(of -> {
                    draft.lock(of, mode);
                    draft.lock(of, each, mode);
                });
            }
            for (DatabaseFacts.Reference reference : draft.facts().references(table.get())) {
                if (reference.key().index().equals(Optional.of(name))) {
                    draft.lock(reference.table(), LockMode.ACCESS_EXCLUSIVE);
                }
            }
        }
    }

    private static void refuseDrop(Draft draft, Statement.DropIndex drop, Relation table, IndexFacts index) {
        if (drop.concurrently() && table.partitioned()) {
            throw new Refused("cannot drop partitioned index \"" + index.name().name() + "\" concurrently");
        }
        index.constraint().ifPresent(constraint -> {
            throw new Refused("cannot drop index " + index.name().name() + " because constraint " + constraint
                    + " on table " + table.name().name() + " requires it");
        });
        index.parent().ifPresent(parent -> {
            throw new Refused(
                    "cannot drop index " + index.name().name() + " because index " + parent.name() + " requires it");
        });
        boolean referenced = draft.facts().references(table).stream()
                .anyMatch(reference -> reference.key().index().equals(Optional.of(index.name())));
        if (referenced && !drop.cascade()) {
            throw new Refused("cannot drop index " + index.name().name() + " because other objects depend on it");
        }
    }

    /// The index and those of partitions attached to it.
    static List<IndexFacts> withAttached(Draft draft, IndexFacts index) {
        List<IndexFacts> all = new ArrayList<>(List.of(index));
        for (int i = 0; i < all.size(); i++) {
            Optional<ObjectName> parent = Optional.of(all.get(i).name());
            draft.facts().all().stream()
                    .flatMap(relation -> relation.indexes().stream())
                    .filter(each -> each.parent().equals(parent))
                    .forEach(all::add);
        }
        return all;
    }

    static void reindex(Draft draft, Statement.Reindex reindex) {
        if (reindex.concurrently()) {
            refuseInTransaction(draft, "REINDEX CONCURRENTLY");
        }
        if (!reindex.kind().equals("INDEX") && !reindex.kind().equals("TABLE")) {
            refuseInTransaction(draft, "REINDEX " + reindex.kind());
            draft.unknown("which tables REINDEX " + reindex.kind() + " reaches");
            return;
        }
        boolean one = reindex.kind().equals("INDEX");
        Optional<Relation> found =
                one ? draft.facts().tableOfIndex(reindex.target()) : Optional.of(draft.relation(reindex.target()));
        if (found.isEmpty()) {
            if (!draft.facts().isUnknown()) {
                throw new Refused("index \"" + reindex.target().name() + "\" does not exist");
            }
            draft.unknown("the table of index " + reindex.target());
            return;
        }
        Relation table = found.get();
        if (table.partitioned()) {
            refuseInTransaction(
                    draft, "REINDEX on a partitioned " + reindex.kind().toLowerCase(Locale.ROOT));
        }
        for (Relation target : draft.facts().withDescendants(table)) {
            if (!target.name().equals(table.name()) && !table.partitioned()) {
                continue;
            }
            draft.lock(target, reindex.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE);
            for (IndexFacts index : target.indexes()) {
                if (!one || index.name().equals(reindex.target()) || table.partitioned()) {
                    draft.lock(
                            target,
                            index,
                            reindex.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
                    draft.rebuild(target, index);
                    draft.scan(target);
                }
            }
        }
    }

    static void touch(Draft draft, ObjectName name, boolean missingAllowed) {
        Optional<Relation> table = draft.facts().tableOfIndex(name);
        if (table.isEmpty() && !missingAllowed && !draft.facts().isUnknown()) {
            throw new Refused("relation \"" + name.name() + "\" does not exist");
        }
        table.ifPresent(
                of -> of.index(name.name()).ifPresent(index -> draft.lock(of, index, LockMode.SHARE_UPDATE_EXCLUSIVE)));
    }

    static void alter(Draft draft, Statement.AlterIndex alter) {
        refuseChange(draft, alter);
        touch(draft, alter.index(), true);
        boolean strong =
                alter.change().toLowerCase(Locale.ROOT).matches("(?s).*(tablespace|fastupdate|buffering|depends).*");
        if (strong) {
            draft.facts()
                    .tableOfIndex(alter.index())
                    .ifPresent(of -> of.index(alter.index().name())
                            .ifPresent(index -> draft.lock(of, index, LockMode.ACCESS_EXCLUSIVE)));
        }
    }

    private static void refuseChange(Draft draft, Statement.AlterIndex alter) {
        Optional<Relation> table = draft.facts().tableOfIndex(alter.index());
        String change = alter.change().strip();
        if (table.filter(Relation::partitioned).isPresent() && change.matches("(?is)(re)?set\\s*\\(.*")) {
            throw new Refused("ALTER action SET cannot be performed on relation \""
                    + alter.index().name() + "\"");
        }
        Matcher statistics = STATISTICS.matcher(change);
        if (table.isPresent() && statistics.matches()) {
            int column = Integer.parseInt(statistics.group(1));
            List<String> keys = table.get()
                    .index(alter.index().name())
                    .map(IndexFacts::keys)
                    .orElse(List.of());
            if (column > 0 && column <= keys.size() && !keys.get(column - 1).isEmpty()) {
                throw new Refused("cannot alter statistics on non-expression column \"" + keys.get(column - 1)
                        + "\" of index \"" + alter.index().name() + "\"");
            }
        }
    }

    private static void refuseAttach(Draft draft, Statement.AttachIndex attach) {
        Optional<Relation> of = draft.facts().tableOfIndex(attach.parent());
        Optional<Relation> partition = draft.facts().tableOfIndex(attach.index());
        if (of.isEmpty() || partition.isEmpty()) {
            return;
        }
        boolean fits = of.get().children().contains(partition.get().name())
                && of.get()
                        .index(attach.parent().name())
                        .map(IndexFacts::keys)
                        .equals(partition.get().index(attach.index().name()).map(IndexFacts::keys));
        if (!fits) {
            throw new Refused("cannot attach index \"" + attach.index().name() + "\" as a partition of index \""
                    + attach.parent().name() + "\"");
        }
    }

    static void attach(Draft draft, Statement.AttachIndex attach) {
        refuseAttach(draft, attach);
        touch(draft, attach.parent(), false);
        draft.facts().tableOfIndex(attach.parent()).ifPresent(table -> draft.lock(table, LockMode.ACCESS_SHARE));
        draft.facts().tableOfIndex(attach.index()).ifPresent(table -> {
            draft.lock(table, LockMode.ACCESS_SHARE);
            table.index(attach.index().name()).ifPresent(index -> draft.lock(table, index, LockMode.ACCESS_EXCLUSIVE));
        });
    }

    /// Only a plain, valid, unique index can become a constraint's.
    static void refuseAsConstraint(IndexFacts index) {
        String name = "\"" + index.name().name() + "\"";
        if (index.constraint().isPresent()) {
            throw new Refused("index " + name + " is already associated with a constraint");
        }
        if (!index.valid()) {
            throw new Refused("index " + name + " is not valid");
        }
        if (!index.unique()) {
            throw new Refused(name + " is not a unique index");
        }
        if (index.hasExpression()) {
            throw new Refused("index " + name + " contains expressions");
        }
        if (index.partial()) {
            throw new Refused(name + " is a partial index");
        }
        if (!index.plainOrder()) {
            throw new Refused("index " + name + " column number 1 does not have default sorting behavior");
        }
    }
}
