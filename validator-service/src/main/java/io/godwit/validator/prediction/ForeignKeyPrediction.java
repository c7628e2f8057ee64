package io.godwit.validator.prediction;

import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.Relation;
import java.util.ArrayList;
import java.util.List;

/// A foreign key is added: both tables are locked, and read unless their rows are left for later.
final class ForeignKeyPrediction {
    private final Draft draft;

    ForeignKeyPrediction(Draft draft) {
        this.draft = draft;
    }

    /// @param validated whether existing rows are looked at
    void add(Relation table, ConstraintDefinition.ForeignKey key, boolean validated) {
        Relation referenced = draft.relation(key.referencedTable());
        if (!key.enforced() && draft.version() < 18) {
            throw new Refused("NOT ENFORCED came with PostgreSQL 18 for foreign keys");
        }
        if (table.partitioned() && !key.validated() && key.enforced() && draft.version() < 18) {
            throw new Refused("cannot add NOT VALID foreign key on partitioned table \""
                    + table.name().name() + "\" referencing relation \""
                    + referenced.name().name() + "\"");
        }
        List<String> columns = key.referencedColumns();
        boolean unique = referenced.indexes().stream()
                .anyMatch(index -> index.unique()
                        && !index.partial()
                        && (columns.isEmpty() ? index.primary() : sameColumns(index.keys(), columns)));
        if (!unique && !draft.facts().isUnknown() && !referenced.columns().isEmpty()) {
            throw new Refused("there is no unique constraint matching given keys for referenced table \""
                    + referenced.name().name() + "\"");
        }
        List<Relation> both = new ArrayList<>(draft.facts().withDescendants(referenced));
        if (table.partitioned()) {
            both.addAll(draft.facts().withDescendants(table));
        }
        both.forEach(relation -> draft.lock(relation, LockMode.SHARE_ROW_EXCLUSIVE));
        draft.lock(table, LockMode.SHARE_ROW_EXCLUSIVE);
        if (validated && key.enforced()) {
            draft.checksRows(table, key.columns(), referenced, columns.isEmpty() ? primaryKey(referenced) : columns);
        }
    }

    private static List<String> primaryKey(Relation table) {
        return table.primaryKey().map(ConstraintFacts::columns).orElse(List.of());
    }

    private static boolean sameColumns(List<String> keys, List<String> columns) {
        return keys.size() == columns.size() && keys.containsAll(columns);
    }
}
