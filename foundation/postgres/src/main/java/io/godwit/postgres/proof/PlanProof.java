package io.godwit.postgres.proof;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Reversibility;
import io.godwit.postgres.catalog.CatalogReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What came of running a plan forward and back on a scratch copy of the schema.
///
/// @param forward what kept the plan from leading to the wanted catalog; empty if it did
/// @param back what kept its rollback from leading back; empty if it did, or if nobody promised it would
/// @param refused the statement that stopped it; empty if none did
/// @param reached the catalog after the plan; empty if it did not come to its end
public record PlanProof(
        List<String> forward, List<String> back, Optional<PlanRun.Refused> refused, Optional<Catalog> reached) {
    public PlanProof {
        forward = List.copyOf(forward);
        back = List.copyOf(back);
    }

    /// Whether the plan may be shown to anyone.
    public boolean holds() {
        return forward.isEmpty() && back.isEmpty();
    }

    /// The first thing that is wrong; empty if it holds.
    public String problem() {
        return Stream.concat(forward.stream(), back.stream()).findFirst().orElse("");
    }

    /// Proves that current + plan = wanted and current + plan + rollback = current. Leaves the scratch
    /// database as the rollback left it.
    ///
    /// @param scratch in autocommit mode, to a database of the current schema that nobody else uses
    /// @param wanted empty if only the way there and back is to be proved
    /// @throws SQLException if the scratch database is lost
    public static PlanProof of(Connection scratch, Plan plan, Optional<Catalog> wanted) throws SQLException {
        Catalog current = CatalogReader.read(scratch);
        PlanRun run = new PlanRun(scratch);
        Optional<PlanRun.Refused> refused = run.forward(plan);
        if (refused.isPresent()) {
            return new PlanProof(List.of("PostgreSQL refuses " + refused.get()), List.of(), refused, Optional.empty());
        }
        Catalog reached = CatalogReader.read(scratch);
        List<String> forward = wanted.stream()
                .flatMap(catalog -> CatalogDifference.between(catalog, reached).stream())
                .map(line -> "After the plan: " + line)
                .toList();
        if (plan.reversibility() == Reversibility.IMPOSSIBLE) {
            return new PlanProof(forward, List.of(), Optional.empty(), Optional.of(reached));
        }
        Optional<PlanRun.Refused> notUndone = run.back(plan);
        List<String> back = notUndone.isPresent()
                ? List.of("PostgreSQL refuses the rollback of " + notUndone.get())
                : CatalogDifference.between(current, CatalogReader.read(scratch)).stream()
                        .map(line -> "After the rollback: " + line)
                        .toList();
        return new PlanProof(forward, back, notUndone, Optional.of(reached));
    }
}
