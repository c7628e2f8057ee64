package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.Statement;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.Dependent;
import io.godwit.validator.facts.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tables, views, schemas and types that go away, and TRUNCATE.
final class DropPrediction {
    private final Draft draft;
    private final boolean cascade;
    private final Set<ObjectName> going = new LinkedHashSet<>();

    private DropPrediction(Draft draft, boolean cascade) {
        this.draft = draft;
        this.cascade = cascade;
    }

    static void tables(Draft draft, Statement.DropTable drop) {
        dropAll(draft, drop.tables(), drop.cascade(), drop.missingAllowed(), "table");
    }

    static void relations(Draft draft, Statement.DropRelations drop) {
        dropAll(
                draft,
                drop.relations(),
                drop.cascade(),
                drop.missingAllowed(),
                drop.kind().sql().toLowerCase(java.util.Locale.ROOT));
    }

    private static void dropAll(
            Draft draft, List<ObjectName> names, boolean cascade, boolean missingAllowed, String kind) {
        List<Relation> found = new ArrayList<>();
        for (ObjectName name : names) {
            Optional<Relation> relation = draft.found(name);
            if (relation.isEmpty() && !missingAllowed) {
                throw new Refused(kind + " \"" + name.name() + "\" does not exist");
            }
            relation.ifPresent(known -> {
                if (!draft.facts().isUnknown() && !isA(known.kind(), kind)) {
                    throw new Refused("\"" + name.name() + "\" is not a " + kind);
                }
                found.add(known);
            });
        }
        DropPrediction drop = new DropPrediction(draft, cascade);
        found.forEach(relation -> drop.going.add(relation.name()));
        found.forEach(drop::relation);
    }

    private static boolean isA(Relation.Kind kind, String words) {
        return switch (kind) {
            case TABLE, PARTITIONED_TABLE -> words.equals("table");
            case VIEW -> words.equals("view");
            case MATERIALIZED_VIEW -> words.equals("materialized view");
            case SEQUENCE -> words.equals("sequence");
            case FOREIGN_TABLE, COMPOSITE_TYPE -> true;
        };
    }

    static void schemas(Draft draft, Statement.DropSchema drop) {
        DropPrediction all = new DropPrediction(draft, true);
        for (Relation relation : draft.facts().all()) {
            if (drop.schemas().contains(relation.name().schema()) && relation.kind() != Relation.Kind.SEQUENCE) {
                if (!drop.cascade()) {
                    throw new Refused(
                            "cannot drop schema " + relation.name().schema() + " because other objects depend on it");
                }
                all.relation(relation);
            }
        }
        RoutineDrop.inSchemas(draft, drop);
    }

    /// The view goes, with what rests on it; of a table with a rule only the rule does.
    static void withDependents(Draft draft, Relation relation) {
        new DropPrediction(draft, true).gone(relation);
    }

    private void gone(Relation relation) {
        boolean view = relation.kind() == Relation.Kind.VIEW || relation.kind() == Relation.Kind.MATERIALIZED_VIEW;
        if (view) {
            relation(relation);
        } else {
            draft.lock(relation, LockMode.ACCESS_EXCLUSIVE);
        }
    }

    private void relation(Relation relation) {
        draft.lock(relation, LockMode.ACCESS_EXCLUSIVE);
        draft.lockIndexes(relation, LockMode.ACCESS_EXCLUSIVE);
        going.add(relation.name());
        for (ObjectName parent : relation.parents()) {
            if (relation.isPartition()) {
                draft.found(parent).ifPresent(table -> {
                    draft.lock(table, LockMode.ACCESS_EXCLUSIVE);
                    draft.facts()
                            .defaultPartition(table)
                            .ifPresent(other -> draft.lock(other, LockMode.ACCESS_EXCLUSIVE));
                });
            }
        }
        for (ObjectName child : relation.children()) {
            if (!relation.partitioned()) {
                refuseUnlessCascade(relation, child);
            }
            draft.found(child).filter(each -> !going.contains(each.name())).ifPresent(this::relation);
        }
        relation.foreignKeys()
                .filter(key -> !(key.inherited() && relation.isPartition()))
                .flatMap(key -> draft.referenced(key).stream())
                .filter(other -> !going.contains(other.name()))
                .forEach(other -> draft.facts().withDescendants(other).stream()
                        .filter(each -> !each.partitioned() || draft.version() >= 15)
                        .forEach(each -> draft.lock(each, LockMode.ACCESS_EXCLUSIVE)));
        for (DatabaseFacts.Reference reference : draft.facts().references(relation)) {
            if (!going.contains(reference.table().name())) {
                refuseUnlessCascade(relation, reference.table().name());
                draft.lock(reference.table(), LockMode.ACCESS_EXCLUSIVE);
            }
        }
        relation.dependents().stream()
                .filter(dependent -> dependent.kind() == Dependent.Kind.VIEW
                        || dependent.kind() == Dependent.Kind.FUNCTION
                                && dependent.column().isEmpty())
                .forEach(dependent -> goesToo(relation, dependent));
        if (relation.kind() == Relation.Kind.SEQUENCE) {
            refuseUsedSequence(relation);
        }
    }

    private void goesToo(Relation relation, Dependent dependent) {
        if (going.contains(dependent.name())) {
            return;
        }
        refuseUnlessCascade(relation, dependent.name());
        draft.found(dependent.name()).ifPresent(this::gone);
    }

    private void refuseUsedSequence(Relation sequence) {
        boolean identity = draft.setting()
                .questions()
                .anyRow("select 1 from pg_depend where classid = 'pg_class'::regclass and deptype = 'i' and objid ="
                        + " to_regclass(" + SqlName.literal(sequence.name().sql()) + ")")
                .orElse(false);
        if (identity) {
            throw new Refused(
                    "cannot drop sequence " + sequence.name().name() + " because an identity column requires it");
        }
        for (Relation table : draft.facts().all()) {
            boolean used = table.columns().stream()
                    .anyMatch(column -> column.defaultExpression()
                            .matches("(?s).*nextval\\('([^']*\\.)?\"?"
                                    + java.util.regex.Pattern.quote(
                                            sequence.name().name()) + "\"?'.*"));
            if (used && !going.contains(table.name())) {
                refuseUnlessCascade(sequence, table.name());
                draft.lock(table, LockMode.ACCESS_EXCLUSIVE);
            }
        }
    }

    private void refuseUnlessCascade(Relation relation, ObjectName dependent) {
        if (!cascade) {
            throw new Refused("cannot drop " + relation.name().name() + " because other objects depend on it ("
                    + dependent.name() + ")");
        }
    }

    /// Columns of the type go with it.
    static void types(Draft draft, Statement.DropType drop) {
        for (ObjectName type : drop.types()) {
            Optional<Long> oid = Optional.ofNullable(draft.facts().types().get(type));
            typedTables(draft, type).forEach(typed -> {
                if (!drop.cascade()) {
                    throw new Refused("cannot drop type " + type.name() + " because other objects depend on it");
                }
                DropPrediction all = new DropPrediction(draft, true);
                all.relation(typed);
            });
            for (Relation table : draft.facts().all()) {
                List<ColumnFacts> users = table.columns().stream()
                        .filter(column -> oid.equals(Optional.of(column.typeOid()))
                                || column.type().endsWith(type.name() + "[]"))
                        .filter(_ -> !table.name().equals(type))
                        .toList();
                if (!users.isEmpty() && !drop.cascade()) {
                    throw new Refused("cannot drop type " + type.name() + " because other objects depend on it");
                }
                users.forEach(column -> column(draft, table, column.name()));
            }
        }
    }

    /// A column goes with its type, and its indexes and views with it.
    private static void column(Draft draft, Relation table, String column) {
        draft.lock(table, LockMode.ACCESS_EXCLUSIVE);
        table.indexes().stream()
                .filter(index -> index.columns().contains(column))
                .forEach(index -> draft.lock(table, index, LockMode.ACCESS_EXCLUSIVE));
        table.dependentsOn(column)
                .filter(dependent -> dependent.kind() == Dependent.Kind.VIEW)
                .flatMap(dependent -> draft.found(dependent.name()).stream())
                .forEach(view -> withDependents(draft, view));
    }

    /// Tables `OF` the type.
    static List<Relation> typedTables(Draft draft, ObjectName type) {
        return draft
                .setting()
                .questions()
                .texts(
                        "select n.nspname || ' ' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                                + " where c.reloftype = to_regtype(" + SqlName.literal(type.sql()) + ")",
                        1000)
                .stream()
                .flatMap(List::stream)
                .map(name -> name.split(" ", 2))
                .flatMap(name -> draft.facts().relation(new ObjectName(name[0], name[1])).stream())
                .toList();
    }

    static void truncate(Draft draft, Statement.Truncate truncate) {
        Set<Relation> emptied = new LinkedHashSet<>();
        for (ObjectName name : truncate.tables()) {
            Relation table = draft.relation(name);
            if (truncate.only() && table.partitioned()) {
                throw new Refused("cannot truncate only a partitioned table");
            }
            emptied.addAll(truncate.only() ? List.of(table) : draft.facts().withDescendants(table));
        }
        List<Relation> queue = new ArrayList<>(emptied);
        for (int i = 0; i < queue.size(); i++) {
            for (DatabaseFacts.Reference reference : draft.facts().references(queue.get(i))) {
                if (emptied.stream()
                        .anyMatch(each -> each.name().equals(reference.table().name()))) {
                    continue;
                }
                if (!truncate.cascade()) {
                    throw new Refused("cannot truncate a table referenced in a foreign key constraint");
                }
                emptied.add(reference.table());
                queue.add(reference.table());
            }
        }
        for (Relation table : emptied) {
            draft.lock(table, LockMode.ACCESS_EXCLUSIVE);
            if (!table.partitioned()) {
                draft.rewriteFileOnly(table);
                table.indexes().forEach(index -> {
                    draft.lock(table, index, LockMode.ACCESS_EXCLUSIVE);
                    draft.rebuild(table, index);
                });
            }
        }
    }
}
