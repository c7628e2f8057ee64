package io.godwit.shadow.judgement;

import io.godwit.events.QueryComparison;
import io.godwit.events.RollbackProof;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Plan;
import io.godwit.shadow.plan.PlanRun;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All a shadow test saw.
///
/// @param validated  the validator's verdict
/// @param queries    how each kind of query fared; empty if the plan failed or nothing was captured
/// @param captured   how often each kind was captured, by fingerprint hash
/// @param unvisited  tables with rows that the plan changes and no replayed query touches
/// @param notCopied  what of production the copy lacks
public record Observed(
        Plan plan,
        Verdict validated,
        PlanRun run,
        List<QueryComparison> queries,
        Map<String, Long> captured,
        Set<ObjectName> unvisited,
        RollbackProof rollback,
        List<String> notCopied) {
    public Observed {
        queries = List.copyOf(queries);
        captured = Map.copyOf(captured);
        unvisited = Set.copyOf(unvisited);
        notCopied = List.copyOf(notCopied);
    }
}
