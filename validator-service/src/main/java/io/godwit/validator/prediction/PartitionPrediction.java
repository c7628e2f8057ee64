package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// ATTACH and DETACH PARTITION.
final class PartitionPrediction {
    private static final int REFERENCES_LOCKED = 15;
    private static final Pattern HASH = Pattern.compile("(?i)modulus\\s+(\\d+)\\s*,\\s*remainder\\s+(\\d+)");
    private static final Pattern HASH_KEY = Pattern.compile("(?is)\\s*hash\\s*\\(([\\w\", ]+)\\)\\s*");

    private final Draft draft;

    PartitionPrediction(Draft draft) {
        this.draft = draft;
    }

    void attach(Relation parent, TableChange.AttachPartition attach) {
        Relation partition = draft.relation(attach.partition());
        if (!parent.partitioned() && !draft.facts().isUnknown()) {
            throw new Refused("\"" + parent.name().name() + "\" is not a partitioned table");
        }
        if (partition.isPartition()) {
            throw new Refused("\"" + partition.name().name() + "\" is already a partition");
        }
        Optional<Relation> byDefault = draft.facts().defaultPartition(parent);
        if (attach.bound().equals("DEFAULT") && byDefault.isPresent()) {
            throw new Refused(
                    "partition \"" + partition.name().name() + "\" conflicts with existing default partition \""
                            + byDefault.get().name().name() + "\"");
        }
        if (!draft.setting().changed().isNew(partition.name())
                || draft.setting().changed().types().isEmpty()
                        && !partition.columns().isEmpty()) {
            new PartitionedStandIn(draft, parent).refuseAttached(partition, attach.bound());
        }
        List<Relation> below = draft.facts().withDescendants(partition);
        below.forEach(each -> draft.lock(each, LockMode.ACCESS_EXCLUSIVE));
        Optional<String> bound = new PartitionBound(parent.partitionBy()).condition(attach.bound());
        if (!proves(partition, bound)) {
            refuseForeignRows(partition, bound.or(() -> hashed(parent, attach.bound())));
            below.forEach(draft::scan);
        }
        referencing(parent, newPartition());
        byDefault.ifPresent(other -> giveUpRows(other, bound));
        missingIndexes(parent, partition);
        parent.foreignKeys()
                .forEach(key -> draft.referenced(key).ifPresent(referenced -> {
                    boolean already = partition
                            .foreignKeys()
                            .anyMatch(own -> own.referenced().equals(key.referenced())
                                    && own.columns().equals(key.columns()));
                    draft.lock(referenced, already ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_ROW_EXCLUSIVE);
                    if (!already) {
                        draft.checksRows(partition, key.columns(), referenced, key.referencedColumns());
                    }
                }));
    }

    /// The bound of a hash partition, as PostgreSQL writes it itself.
    private static Optional<String> hashed(Relation parent, String bound) {
        Matcher numbers = HASH.matcher(bound);
        Matcher key = HASH_KEY.matcher(parent.partitionBy());
        return numbers.find() && key.matches()
                ? Optional.of("satisfies_hash_partition(to_regclass("
                        + SqlName.literal(parent.name().sql()) + "), " + numbers.group(1) + ", " + numbers.group(2)
                        + ", " + key.group(1) + ")")
                : Optional.empty();
    }

    /// The default partition must hold no row that belongs to the new one.
    void giveUpRows(Relation byDefault, Optional<String> newBound) {
        draft.facts().withDescendants(byDefault).forEach(each -> draft.lock(each, LockMode.ACCESS_EXCLUSIVE));
        boolean proven = newBound.isPresent() && draft.setting().questions().excluded(byDefault.name(), newBound.get());
        if (!proven) {
            newBound.filter(bound -> draft.anyRow(
                            byDefault,
                            List.of(),
                            "select 1 from " + byDefault.name().sql() + " where " + bound))
                    .ifPresent(_ -> {
                        throw new Refused("updated partition constraint for default partition \""
                                + byDefault.name().name() + "\" would be violated by some row");
                    });
            draft.facts().withDescendants(byDefault).forEach(draft::scan);
        }
    }

    private void refuseForeignRows(Relation partition, Optional<String> bound) {
        bound.filter(condition -> draft.anyRow(
                        partition,
                        List.of(),
                        "select 1 from " + partition.name().sql() + " where not coalesce((" + condition + "), false)"))
                .ifPresent(_ -> {
                    throw new Refused("partition constraint of relation \""
                            + partition.name().name() + "\" is violated by some row");
                });
    }

    /// What a new partition locks tables with that reference the whole.
    LockMode newPartition() {
        return draft.version() >= REFERENCES_LOCKED ? LockMode.SHARE_ROW_EXCLUSIVE : LockMode.ACCESS_SHARE;
    }

    /// Tables whose foreign keys the partitioned table answers for.
    void referencing(Relation parent, LockMode mode) {
        draft.facts().references(parent).stream()
                .filter(reference -> !reference.table().name().equals(parent.name()))
                .forEach(reference -> draft.lock(reference.table(), mode));
    }

    private boolean proves(Relation partition, Optional<String> bound) {
        return bound.isPresent()
                        && draft.setting()
                                .questions()
                                .excluded(partition.name(), "not coalesce((" + bound.get() + "), false)")
                || bound.isPresent() && each(partition, bound.get());
    }

    /// PostgreSQL proves each term of the bound by itself.
    private boolean each(Relation partition, String bound) {
        for (String term : bound.split(" and ")) {
            String opposite = PartitionBound.opposite(term);
            if (!notNullAlready(partition, term) && !draft.setting().questions().excluded(partition.name(), opposite)) {
                return false;
            }
        }
        return true;
    }

    private static boolean notNullAlready(Relation partition, String term) {
        if (!term.endsWith(" is not null")) {
            return false;
        }
        String column = term.substring(0, term.length() - " is not null".length())
                .replace("\"", "")
                .strip();
        return partition.column(column).map(found -> found.notNull()).orElse(false);
    }

    /// Indexes of the parent that the partition lacks are built on it.
    private void missingIndexes(Relation parent, Relation partition) {
        Set<IndexFacts> used = new HashSet<>();
        for (IndexFacts wanted : parent.indexes()) {
            Optional<IndexFacts> there = partition.indexes().stream()
                    .filter(own -> own.keys().equals(wanted.keys()) && own.unique() == wanted.unique())
                    .filter(own -> own.partial() == wanted.partial() && used.add(own))
                    .findFirst();
            if (there.isPresent()) {
                draft.lock(parent, wanted, LockMode.SHARE_UPDATE_EXCLUSIVE);
            }
            if (there.isEmpty()) {
                String columns = wanted.primary() ? "" : keyNames(wanted);
                String suffix = wanted.primary() ? "pkey" : wanted.constraint().isPresent() ? "key" : "idx";
                for (Relation each : draft.facts().withDescendants(partition)) {
                    draft.makesIndexLike(each, IndexNames.chosen(draft.facts(), each.name(), columns, suffix));
                    draft.scan(each);
                }
            }
        }
    }

    /// What the index calls its columns: an expression has a name there too.
    private String keyNames(IndexFacts index) {
        return draft.setting()
                .questions()
                .texts(
                        "select attname from pg_attribute where attrelid = to_regclass("
                                + SqlName.literal(index.name().sql()) + ") order by attnum",
                        index.keys().size())
                .filter(names -> index.hasExpression() && !names.isEmpty())
                .map(names -> String.join("_", names))
                .orElseGet(() -> String.join("_", index.keys()).replace("__", "_expr_"));
    }

    private void refuseFinalize(Relation partition) {
        boolean pending = draft.setting()
                .questions()
                .anyRow("select 1 from pg_inherits where inhdetachpending and inhrelid = to_regclass("
                        + SqlName.literal(partition.name().sql()) + ")")
                .orElse(true);
        if (!pending) {
            throw new Refused("cannot complete detaching partition \""
                    + partition.name().name() + "\": there is no detach that is incomplete");
        }
    }

    /// Rows that others reference cannot leave.
    private void refuseReferenced(Relation parent, Relation partition) {
        for (DatabaseFacts.Reference reference : draft.facts().references(parent)) {
            List<String> own = reference.key().columns();
            List<String> there = reference.key().referencedColumns();
            if (own.size() != 1 || there.size() != 1) {
                continue;
            }
            boolean used = draft.anyRow(
                    partition,
                    there,
                    "select 1 from " + reference.table().name().sql() + " r where exists (select 1 from "
                            + partition.name().sql() + " p where p." + SqlName.quoted(there.getFirst()) + " = r."
                            + SqlName.quoted(own.getFirst()) + ")");
            if (used) {
                throw new Refused(
                        "removing partition \"" + partition.name().name() + "\" violates foreign key constraint \""
                                + reference.key().name() + "\"");
            }
        }
    }

    void detach(Relation parent, TableChange.DetachPartition detach) {
        Relation partition = draft.relation(detach.partition());
        if (detach.manner() == TableChange.DetachPartition.Manner.FINALIZE) {
            refuseFinalize(partition);
        }
        refuseReferenced(parent, partition);
        referencing(parent, LockMode.ACCESS_EXCLUSIVE);
        Optional<Relation> byDefault = draft.facts().defaultPartition(parent);
        if (detach.manner() == TableChange.DetachPartition.Manner.CONCURRENTLY) {
            if (byDefault.isPresent()) {
                throw new Refused("cannot detach partitions concurrently when a default partition exists");
            }
            if (draft.setting().insideTransaction()) {
                throw new Refused("ALTER TABLE ... DETACH CONCURRENTLY cannot run inside a transaction block");
            }
        }
        LockMode mode = detach.manner() == TableChange.DetachPartition.Manner.CONCURRENTLY
                ? LockMode.SHARE_UPDATE_EXCLUSIVE
                : LockMode.ACCESS_EXCLUSIVE;
        boolean known =
                parent.children().contains(partition.name()) || draft.facts().isUnknown();
        if (!known) {
            throw new Refused("relation \"" + partition.name().name() + "\" is not a partition of relation \""
                    + parent.name().name() + "\"");
        }
        if (mode == LockMode.ACCESS_EXCLUSIVE) {
            draft.facts().withDescendants(partition).forEach(each -> draft.lock(each, mode));
        } else {
            draft.lock(partition, mode);
        }
        byDefault.ifPresent(other -> draft.lock(other, LockMode.ACCESS_EXCLUSIVE));
        partition.indexes().stream()
                .filter(index -> index.parent().isPresent())
                .forEach(index -> draft.lock(partition, index, LockMode.ACCESS_EXCLUSIVE));
        partition
                .foreignKeys()
                .flatMap(key -> draft.referenced(key).stream())
                .forEach(referenced -> draft.lock(referenced, LockMode.SHARE_ROW_EXCLUSIVE));
    }
}
