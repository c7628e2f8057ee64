package io.godwit.validator.prediction;

import io.godwit.model.catalog.ObjectName;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.Relation;
import java.util.Optional;

/// Where a statement runs.
///
/// @param version           PostgreSQL's major version, 14 to 18
/// @param insideTransaction whether it runs in a transaction block
/// @param changed           what statements before it have changed without having run
/// @param calls             inside how many functions, each called by the one before
public record Setting(
        DatabaseFacts facts,
        CatalogQuestions questions,
        int version,
        boolean insideTransaction,
        Changed changed,
        int calls) {

    public Setting(DatabaseFacts facts, CatalogQuestions questions, int version, boolean insideTransaction) {
        this(facts, questions, version, insideTransaction, Changed.nothing(), 0);
    }

    /// The relation; where no database is known, one taken to exist and to hold rows.
    public Optional<Relation> relation(ObjectName name) {
        Optional<Relation> known = facts.relation(name);
        return known.isEmpty() && facts.isUnknown() ? Optional.of(Relation.assumed(name)) : known;
    }

    /// Whether the table is used by others and holds rows, as far as is known.
    public boolean mayHoldRows(ObjectName table) {
        return !changed.isNew(table)
                && relation(table)
                        .map(found -> facts.withDescendants(found).stream().anyMatch(Relation::populated))
                        .orElse(false);
    }

    public Setting inside(boolean transaction) {
        return new Setting(facts, questions, version, transaction, changed, calls);
    }

    /// The same for other facts.
    public Setting of(DatabaseFacts others) {
        return after(others, changed);
    }

    Setting after(DatabaseFacts others, Changed more) {
        return new Setting(others, questions, version, insideTransaction, more, calls);
    }

    Setting insideFunction() {
        return new Setting(facts, questions, version, insideTransaction, changed, calls + 1);
    }
}
