package io.godwit.postgres.proof;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Reversibility;
import io.godwit.postgres.catalog.CatalogReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What came of running a plan forward and back on a scratch copy of the schema.
///
/// @param forward what kept the plan from leading to the wanted catalog; empty if it did
/// @param back    what kept its rollback from leading back; empty if it did, or if nobody promised it would
public record PlanProof(List<String> forward, List<String> back) {
    public PlanProof {
        forward = List.copyOf(forward);
        back = List.copyOf(back);
    }

    /// Whether the plan may be shown to anyone.
    public boolean holds() {
        return forward.isEmpty() && back.isEmpty();
    }

    /// Proves that current + plan = wanted and current + plan + rollback = current. Leaves the scratch database as the
    /// rollback left it.
    ///
    /// @param scratch in autocommit mode, to a database of the current schema that nobody else uses
    /// @param wanted  empty if only the way there and back is to be proved
    /// @throws SQLException if the scratch database is lost
    public static PlanProof of(Connection scratch, Plan plan, Optional<Catalog> wanted) throws SQLException {
        Catalog current = CatalogReader.read(scratch);
        PlanRun run = new PlanRun(scratch);
        Optional<PlanRun.Refused> refused = run.forward(plan);
        if (refused.isPresent()) {
            return new PlanProof(List.of("PostgreSQL refuses " + refused.get()), List.of());
        }
        List<String> forward = new ArrayList<>();
        if (wanted.isPresent()) {
            Catalog reached = CatalogReader.read(scratch);
            CatalogDifference.between(wanted.get(), reached).forEach(line -> forward.add("After the plan: " + line));
        }
        List<String> back = new ArrayList<>();
        run.back(plan).ifPresent(stop -> back.add("PostgreSQL refuses the rollback of " + stop));
        if (back.isEmpty() && plan.reversibility() != Reversibility.IMPOSSIBLE) {
            CatalogDifference.between(current, CatalogReader.read(scratch))
                    .forEach(line -> back.add("After the rollback: " + line));
        }
        return new PlanProof(forward, back);
    }
}
