package io.godwit.validator.prediction;

import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        List<String> keys = columns.isEmpty() ? primaryKey(referenced) : columns;
        refuseForm(table, key, referenced, keys);
        List<Relation> both = new ArrayList<>(draft.facts().withDescendants(referenced));
        if (table.partitioned() || draft.version() >= 18) {
            both.addAll(draft.facts().withDescendants(table));
        }
        both.forEach(relation -> draft.lock(relation, LockMode.SHARE_ROW_EXCLUSIVE));
        draft.lock(table, LockMode.SHARE_ROW_EXCLUSIVE);
        if (validated && key.enforced()) {
            if (draft.orphan(table, key.columns(), referenced, keys)) {
                throw new Refused("insert or update on table \"" + table.name().name()
                        + "\" violates foreign key constraint \"" + key.name().orElse("") + "\"");
            }
            draft.checksRows(table, key.columns(), referenced, keys);
        }
    }

    private void refuseForm(
            Relation table, ConstraintDefinition.ForeignKey key, Relation referenced, List<String> keys) {
        if (table.logged() && !referenced.logged()) {
            throw new Refused("constraints on permanent tables may reference only permanent tables");
        }
        if (key.columns().isEmpty() || keys.isEmpty()) {
            return;
        }
        if (key.columns().size() != keys.size()) {
            throw new Refused("number of referencing and referenced columns for foreign key disagree");
        }
        for (int i = 0; i < keys.size(); i++) {
            Optional<ColumnFacts> own = table.column(key.columns().get(i)).filter(column -> column.typeOid() != 0);
            Optional<ColumnFacts> other = referenced.column(keys.get(i)).filter(column -> column.typeOid() != 0);
            if (own.isPresent() && other.isPresent()) {
                refuseUncomparable(key, own.get().type(), other.get().type());
            }
        }
    }

    private void refuseUncomparable(ConstraintDefinition.ForeignKey key, String own, String other) {
        draft.setting()
                .questions()
                .objection("select null::" + other + " = null::" + own)
                .filter(said -> said.state().equals("42883"))
                .ifPresent(_ -> {
                    throw new Refused("foreign key constraint \"" + key.name().orElse("") + "\" cannot be implemented: "
                            + own + " and " + other + " are not comparable");
                });
    }

    private static List<String> primaryKey(Relation table) {
        return table.primaryKey().map(ConstraintFacts::columns).orElse(List.of());
    }

    private static boolean sameColumns(List<String> keys, List<String> columns) {
        return keys.size() == columns.size() && keys.containsAll(columns);
    }
}
