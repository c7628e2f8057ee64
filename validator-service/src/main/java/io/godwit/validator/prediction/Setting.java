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
public record Setting(DatabaseFacts facts, CatalogQuestions questions, int version, boolean insideTransaction) {

    /// The relation; where no database is known, one taken to exist and to hold rows.
    public Optional<Relation> relation(ObjectName name) {
        Optional<Relation> known = facts.relation(name);
        return known.isEmpty() && facts.isUnknown() ? Optional.of(Relation.assumed(name)) : known;
    }

    Setting with(DatabaseFacts others) {
        return new Setting(others, questions, version, insideTransaction);
    }
}
