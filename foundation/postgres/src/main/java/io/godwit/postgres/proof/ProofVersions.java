package io.godwit.postgres.proof;

import io.godwit.model.catalog.Catalog;
import java.util.List;
import java.util.Optional;

/// The major versions of the two servers of a proof: production's, and the one that runs the plan.
record ProofVersions(int production, int copies) {

    boolean same() {
        return production == copies;
    }

    /// Whether the copy holds what production does; what each version prints in its own words is left out.
    ///
    /// @return one sentence for each difference
    List<String> between(Catalog current, Catalog copied) {
        return same()
                ? CatalogDifference.between(current, copied)
                : CatalogDifference.between(UnprintedCatalog.of(current), UnprintedCatalog.of(copied));
    }

    /// What did not hold on another version may well hold on production's.
    ///
    /// @return empty if the versions are the same: then it does not hold
    Optional<ProofOutcome> unknown(String problem) {
        return same()
                ? Optional.empty()
                : Optional.of(new ProofOutcome.NotTried("the copies server is PostgreSQL " + copies + ", production is "
                        + production + ", and there " + problem));
    }

    /// Where the plan was run, for a sentence.
    String where() {
        return same() ? "a copy of the schema" : "a copy of the schema in PostgreSQL " + copies;
    }
}
