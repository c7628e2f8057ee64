package io.godwit.validator.prediction;

import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// ATTACH and DETACH PARTITION.
final class PartitionPrediction {
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
        List<Relation> below = draft.facts().withDescendants(partition);
        below.forEach(each -> draft.lock(each, LockMode.ACCESS_EXCLUSIVE));
        Optional<String> bound = new PartitionBound(parent.partitionBy()).condition(attach.bound());
        if (!proves(partition, bound)) {
            below.forEach(draft::scan);
        }
        byDefault.ifPresent(other -> giveUpRows(other, bound));
        missingIndexes(parent, partition);
        parent.foreignKeys()
                .forEach(key -> draft.referenced(key).ifPresent(referenced -> {
                    boolean already = partition
                            .foreignKeys()
                            .anyMatch(own -> own.referenced().equals(key.referenced())
                                    && own.columns().equals(key.columns()));
                    draft.lock(referenced, LockMode.SHARE_ROW_EXCLUSIVE);
                    if (!already) {
                        draft.checksRows(partition, key.columns(), referenced, key.referencedColumns());
                    }
                }));
    }

    /// The default partition must hold no row that belongs to the new one.
    void giveUpRows(Relation byDefault, Optional<String> newBound) {
        draft.facts().withDescendants(byDefault).forEach(each -> draft.lock(each, LockMode.ACCESS_EXCLUSIVE));
        boolean proven = newBound.isPresent() && draft.setting().questions().excluded(byDefault.name(), newBound.get());
        if (!proven) {
            draft.facts().withDescendants(byDefault).forEach(draft::scan);
        }
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
                String columns =
                        wanted.primary() ? "" : String.join("_", wanted.keys()).replace("__", "_expr_");
                String suffix = wanted.primary() ? "pkey" : wanted.constraint().isPresent() ? "key" : "idx";
                draft.makesIndexLike(partition, IndexNames.chosen(draft.facts(), partition.name(), columns, suffix));
                draft.facts().withDescendants(partition).forEach(draft::scan);
            }
        }
    }

    void detach(Relation parent, TableChange.DetachPartition detach) {
        Relation partition = draft.relation(detach.partition());
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
