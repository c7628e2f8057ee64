package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.Statement;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.List;
import java.util.Optional;

/// VACUUM, ANALYZE, CLUSTER and REFRESH.
final class MaintenancePrediction {
    private MaintenancePrediction() {}

    static void vacuum(Draft draft, Statement.Vacuum vacuum) {
        if (draft.setting().insideTransaction()) {
            throw new Refused("VACUUM cannot run inside a transaction block");
        }
        for (ObjectName name : vacuum.tables()) {
            for (Relation table : draft.facts().withDescendants(draft.relation(name))) {
                draft.lock(table, vacuum.full() ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE);
                if (vacuum.full() && !table.partitioned()) {
                    draft.rewrite(table);
                }
            }
        }
        if (vacuum.tables().isEmpty()) {
            draft.unknown("VACUUM without a name reaches every table");
        }
    }

    static void analyze(Draft draft, List<ObjectName> tables) {
        for (ObjectName name : tables) {
            Relation table = draft.relation(name);
            draft.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
            draft.lockIndexes(table, LockMode.ACCESS_SHARE);
            if (table.partitioned()) {
                draft.facts().withDescendants(table).stream()
                        .filter(each -> !each.partitioned())
                        .forEach(each -> {
                            draft.lock(each, LockMode.SHARE_UPDATE_EXCLUSIVE);
                            draft.lockIndexes(each, LockMode.ACCESS_SHARE);
                        });
            } else {
                draft.facts().withDescendants(table).stream()
                        .filter(each -> !each.name().equals(table.name()))
                        .forEach(each -> analyzedChild(draft, each));
            }
        }
        if (tables.isEmpty() && draft.facts().isUnknown()) {
            draft.unknown("ANALYZE without a name reaches every table");
        } else if (tables.isEmpty()) {
            draft.facts().all().stream()
                    .filter(relation -> switch (relation.kind()) {
                        case TABLE, PARTITIONED_TABLE, MATERIALIZED_VIEW -> true;
                        case VIEW, SEQUENCE, FOREIGN_TABLE, COMPOSITE_TYPE -> false;
                    })
                    .forEach(relation -> {
                        draft.lock(relation, LockMode.SHARE_UPDATE_EXCLUSIVE);
                        draft.lockIndexes(relation, LockMode.ACCESS_SHARE);
                    });
        }
    }

    /// From PostgreSQL 18 on children are analyzed with their parent.
    private static void analyzedChild(Draft draft, Relation child) {
        draft.lock(child, draft.version() >= 18 ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_SHARE);
        if (draft.version() >= 18) {
            draft.lockIndexes(child, LockMode.ACCESS_SHARE);
        }
    }

    static void cluster(Draft draft, Statement.Cluster cluster) {
        if (cluster.table().isEmpty()) {
            if (draft.setting().insideTransaction()) {
                throw new Refused("CLUSTER cannot run inside a transaction block");
            }
            draft.unknown("CLUSTER without a name reaches every table clustered before");
            return;
        }
        Relation table = draft.relation(cluster.table().get());
        if (table.partitioned() && draft.setting().insideTransaction()) {
            throw new Refused("CLUSTER cannot run inside a transaction block");
        }
        Optional<IndexFacts> index = cluster.index().isPresent()
                ? table.index(cluster.index().get())
                : table.indexes().stream().filter(IndexFacts::clustered).findFirst();
        if (index.isEmpty() && !draft.facts().isUnknown()) {
            throw new Refused("there is no previously clustered index for table \""
                    + table.name().name() + "\"");
        }
        index.filter(IndexFacts::partial).ifPresent(partial -> {
            throw new Refused(
                    "cannot cluster on partial index \"" + partial.name().name() + "\"");
        });
        draft.lock(table, LockMode.ACCESS_EXCLUSIVE);
        draft.rewrite(table);
    }

    static void refresh(Draft draft, Statement.RefreshMaterializedView refresh) {
        Relation view = draft.relation(refresh.view());
        if (view.kind() != Relation.Kind.MATERIALIZED_VIEW && !draft.facts().isUnknown()) {
            throw new Refused("\"" + refresh.view().name() + "\" is not a materialized view");
        }
        Optional<String> query = refresh.withRows() ? definition(draft, refresh.view()) : Optional.empty();
        query.ifPresent(text -> Predictor.query(draft, text, refresh.withRows()));
        if (!refresh.concurrently()) {
            draft.lock(view, LockMode.ACCESS_EXCLUSIVE);
            draft.rewriteFileOnly(view);
            view.indexes().forEach(index -> {
                draft.lock(view, index, LockMode.ACCESS_EXCLUSIVE);
                draft.rebuild(view, index);
            });
            if (refresh.withRows() && !view.indexes().isEmpty()) {
                draft.scanFilled(view);
            }
            return;
        }
        boolean unique = view.indexes().stream()
                .anyMatch(index -> index.unique() && index.valid() && !index.partial() && !index.hasExpression());
        if (!unique && !draft.facts().isUnknown()) {
            throw new Refused("cannot refresh materialized view \"" + refresh.view() + "\" concurrently");
        }
        boolean filled = draft.setting()
                .questions()
                .anyRow("select 1 from pg_class where relispopulated and oid = to_regclass("
                        + SqlName.literal(view.name().sql()) + ")")
                .orElse(true);
        if (!filled && !draft.setting().changed().mayDiffer(view.name(), List.of())) {
            throw new Refused("CONCURRENTLY cannot be used when the materialized view is not populated");
        }
        draft.lock(view, LockMode.EXCLUSIVE);
        view.indexes().forEach(index -> draft.lock(view, index, LockMode.ROW_EXCLUSIVE));
        draft.scan(view);
    }

    private static Optional<String> definition(Draft draft, ObjectName view) {
        return draft.setting()
                .questions()
                .text("select pg_get_viewdef('" + view.sql().replace("'", "''") + "'::regclass)");
    }
}
