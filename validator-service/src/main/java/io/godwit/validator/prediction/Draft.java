package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Gathers what a statement does, piece by piece.
final class Draft {
    private final Setting setting;
    private final TreeMap<LockedRelation, LockMode> locks = new TreeMap<>();
    private final TreeSet<LockedRelation> rewritten = new TreeSet<>();
    private final TreeSet<LockedRelation> scanned = new TreeSet<>();
    private final TreeSet<LockedRelation> rebuilt = new TreeSet<>();
    private final List<String> unknown = new ArrayList<>();

    Draft(Setting setting) {
        this.setting = setting;
    }

    Setting setting() {
        return setting;
    }

    DatabaseFacts facts() {
        return setting.facts();
    }

    int version() {
        return setting.version();
    }

    /// @throws Refused if it is not there
    Relation relation(ObjectName name) {
        return setting.relation(name).orElseThrow(() -> new Refused("relation \"" + name.name() + "\" does not exist"));
    }

    Optional<Relation> found(ObjectName name) {
        return setting.relation(name);
    }

    /// Whether the statement itself drops the constraint: PostgreSQL drops first, then adds.
    boolean drops(Statement.AlterTable alter, ConstraintFacts constraint) {
        return alter.changes().stream()
                .anyMatch(change -> change instanceof TableChange.DropConstraint drop
                        && drop.name().equals(constraint.name()));
    }

    void lock(Relation relation, LockMode mode) {
        if (relation.kind() != Relation.Kind.SEQUENCE && relation.kind() != Relation.Kind.COMPOSITE_TYPE) {
            strongest(shown(relation), mode);
        }
    }

    void lock(LockedRelation relation, LockMode mode) {
        strongest(relation, mode);
    }

    /// A partitioned index holds nothing: locks on it are not shown, as in `lock-truth.jsonl`.
    void lock(Relation relation, IndexFacts index, LockMode mode) {
        if (relation.partitioned()) {
            return;
        }
        strongest(new LockedRelation(index.name(), true, false, relation.visible()), mode);
    }

    void lockIndexes(Relation relation, LockMode mode) {
        relation.indexes().forEach(index -> lock(relation, index, mode));
    }

    /// Planning a query that reads the relation locks it, and all its indexes.
    void reads(Relation relation, LockMode mode) {
        lock(relation, mode);
        lockIndexes(relation, mode);
    }

    /// A relation the statement makes: nobody else waits for it.
    void makes(ObjectName name, boolean index) {
        strongest(
                new LockedRelation(name, index, true, name.schema().equals(facts().schema())),
                LockMode.ACCESS_EXCLUSIVE);
    }

    void makesIndexLike(Relation of, String name) {
        if (of.partitioned()) {
            return;
        }
        strongest(new LockedRelation(of.name().sibling(name), true, true, of.visible()), LockMode.ACCESS_EXCLUSIVE);
    }

    private void strongest(LockedRelation relation, LockMode mode) {
        locks.merge(relation, mode, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    /// Written anew, its indexes too.
    void rewrite(Relation relation) {
        rewritten.add(shown(relation));
        scan(relation);
        for (IndexFacts index : relation.indexes()) {
            lock(relation, index, LockMode.ACCESS_EXCLUSIVE);
            rebuild(relation, index);
        }
    }

    void rewriteFileOnly(Relation relation) {
        rewritten.add(shown(relation));
    }

    void rebuild(Relation relation, IndexFacts index) {
        rebuilt.add(new LockedRelation(index.name(), true, false, relation.visible()));
    }

    boolean rewrites(Relation relation) {
        return rewritten.contains(shown(relation));
    }

    /// Read whole; nothing to read in an empty table.
    void scan(Relation relation) {
        if (relation.populated()) {
            scanned.add(shown(relation));
        }
    }

    /// Read whole once the statement has filled it.
    void scanFilled(Relation relation) {
        scanned.add(shown(relation));
    }

    /// Read whole, with everything that inherits from it.
    void scanAll(Relation relation) {
        facts().withDescendants(relation).forEach(this::scan);
    }

    void unknown(String what) {
        unknown.add(what);
    }

    static LockedRelation shown(Relation relation) {
        return new LockedRelation(relation.name(), false, false, relation.visible());
    }

    /// Whether the query finds a row; no if that cannot be told, because an earlier statement writes the columns or
    /// nobody can be asked.
    ///
    /// @param columns those the query is about
    boolean anyRow(Relation relation, Collection<String> columns, String query) {
        return !setting.changed().mayDiffer(relation.name(), columns)
                && setting.questions().anyRow(query).orElse(false);
    }

    /// The relations a check of a foreign key's rows reads: it is one query, which the planner knows (PostgreSQL's
    /// `RI_Initial_Check`).
    void checksRows(Relation referencing, List<String> columns, Relation referenced, List<String> referencedColumns) {
        List<Relation> sources =
                referencing.partitioned() ? facts().withDescendants(referencing) : List.of(referencing);
        List<Relation> targets = facts().withDescendants(referenced);
        sources.forEach(source -> reads(source, LockMode.ACCESS_SHARE));
        targets.forEach(target -> reads(target, LockMode.ACCESS_SHARE));
        if (sources.stream().noneMatch(Relation::populated)) {
            return;
        }
        Optional<CatalogQuestions.QueryFacts> plan = setting.changed().mayDiffer(referencing.name(), columns)
                        || referencing.partitioned()
                        || columns.isEmpty()
                        || columns.size() != referencedColumns.size()
                ? Optional.empty()
                : setting.questions().plan(orphans(referencing, columns, referenced, referencedColumns));
        if (plan.isPresent()) {
            plan.get().scanned().forEach(name -> found(name).ifPresent(this::scan));
        } else {
            sources.forEach(this::scan);
            targets.forEach(this::scan);
        }
    }

    /// Whether a row references nothing; no if that cannot be told.
    boolean orphan(Relation referencing, List<String> columns, Relation referenced, List<String> referencedColumns) {
        return !columns.isEmpty()
                && columns.size() == referencedColumns.size()
                && referencing.populated() | referencing.partitioned()
                && !setting.changed().mayDiffer(referenced.name(), referencedColumns)
                && anyRow(referencing, columns, orphans(referencing, columns, referenced, referencedColumns));
    }

    private static String orphans(
            Relation referencing, List<String> columns, Relation referenced, List<String> referencedColumns) {
        String equal = IntStream.range(0, columns.size())
                .mapToObj(i ->
                        "pk." + SqlName.quoted(referencedColumns.get(i)) + " = fk." + SqlName.quoted(columns.get(i)))
                .collect(Collectors.joining(" and "));
        String given = columns.stream()
                .map(column -> "fk." + SqlName.quoted(column) + " is not null")
                .collect(Collectors.joining(" and "));
        String only = referenced.partitioned() ? "" : "only ";
        return "select fk." + SqlName.quoted(columns.getFirst()) + " from "
                + (referencing.partitioned() ? "" : "only ")
                + referencing.name().sql() + " fk left outer join " + only
                + referenced.name().sql() + " pk on (" + equal + ") where pk."
                + SqlName.quoted(referencedColumns.getFirst()) + " is null and (" + given + ")";
    }

    Optional<Relation> referenced(ConstraintFacts key) {
        return key.referenced().flatMap(this::found);
    }

    /// Takes over what another statement of the same transaction does.
    void and(Prediction other) {
        other.locks().forEach(this::strongest);
        rewritten.addAll(other.rewritten());
        scanned.addAll(other.scanned());
        rebuilt.addAll(other.rebuilt());
        unknown.addAll(other.unknown());
    }

    Prediction prediction() {
        return new Prediction(locks, rewritten, scanned, rebuilt, Optional.empty(), unknown);
    }
}
