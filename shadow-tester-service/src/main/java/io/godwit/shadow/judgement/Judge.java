package io.godwit.shadow.judgement;

import io.godwit.events.QueryComparison;
import io.godwit.events.QueryOutcome;
import io.godwit.events.RollbackOutcome;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Finding;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.ExpectedLock;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.shadow.plan.PlanRun;
import io.godwit.shadow.plan.StepRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Judges what a shadow test saw. The codes are explained in `docs/findings`.
public final class Judge {
    /// Longer than this, clients that wait for a lock are noticed by people.
    private static final Duration LONG_BLOCK = Duration.ofSeconds(1);
    private static final int SHOWN_QUERY = 120;

    private Judge() {}

    public static Judgement judge(Observed seen) {
        List<Finding> findings = new ArrayList<>();
        seen.run().failure().ifPresent(failure -> findings.add(stepFailed(failure)));
        seen.queries().forEach(query -> ofQuery(seen, query).ifPresent(findings::add));
        seen.run().steps().forEach(step -> blocked(step).ifPresent(findings::add));
        seen.run().steps().forEach(step -> Unforeseen.in(step).ifPresent(findings::add));
        ofRollback(seen).ifPresent(findings::add);
        seen.unvisited().forEach(table -> findings.add(unvisited(table.toString())));
        if (!seen.notCopied().isEmpty()) {
            findings.add(notCopied(seen.notCopied()));
        }
        findings.sort(Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::code));
        Verdict own = findings.stream()
                .map(finding -> switch (finding.severity()) {
                    case INFO -> Verdict.APPROVED;
                    case WARNING -> Verdict.NEEDS_APPROVAL;
                    case DANGER -> Verdict.REJECTED;
                })
                .reduce(Verdict.APPROVED, Verdict::and);
        return new Judgement(findings, own.and(seen.validated()), reason(seen, findings, own));
    }

    private static String reason(Observed seen, List<Finding> findings, Verdict own) {
        if (own != Verdict.APPROVED) {
            return findings.getFirst().message();
        }
        String tried = seen.queries().isEmpty()
                ? "every step worked on a copy"
                : "every step worked on a copy and " + seen.queries().size()
                        + " kinds of production queries give the same there";
        return seen.validated() == Verdict.APPROVED
                ? tried + ", and the way back is proved"
                : tried + "; the validator asks for approval";
    }

    private static Finding stepFailed(PlanRun.Failure failure) {
        return new Finding(
                "GW501",
                Severity.DANGER,
                failure.step().id(),
                failure.statement(),
                "step '" + failure.step().title() + "' fails on the copy: " + failure.error(),
                "It would fail in production too.",
                "Correct the change so that the step fits the data, and publish it again.",
                List.of(new Evidence(Provenance.MEASURED, failure.error())));
    }

    private static Optional<Finding> ofQuery(Observed seen, QueryComparison query) {
        long calls = seen.captured().getOrDefault(query.getFingerprint(), query.getCalls());
        String named = "the query " + shortened(query.getQuery()) + " (" + calls + (calls == 1 ? " call)" : " calls)");
        return switch (query.getOutcome()) {
            case FAILS -> Optional.of(fails(seen.plan(), query, named));
            case CHANGED_RESULT ->
                Optional.of(new Finding(
                        "GW503",
                        Severity.DANGER,
                        "",
                        query.getQuery(),
                        named + " gives other results after the migration",
                        "An application that is not told may do the wrong thing with them.",
                        "Look at the query; if the difference is wanted, deploy code that expects it first.",
                        List.of(new Evidence(Provenance.MEASURED, query.getDetail()))));
            case SLOWER ->
                Optional.of(new Finding(
                        "GW504",
                        Severity.WARNING,
                        "",
                        query.getQuery(),
                        named + " becomes slower: " + query.getDetail(),
                        "It runs in production as often as it was captured.",
                        query.getCandidatePlan()
                                .map(plan -> "The planner now chooses " + plan + " instead of "
                                        + query.getBaselinePlan().orElse("its former plan")
                                        + ": add or keep the index it needs.")
                                .orElse("Look at what the query reads."),
                        List.of(new Evidence(Provenance.MEASURED, query.getDetail()))));
            case SAME, MENDED, FASTER, INCONCLUSIVE, UNKNOWN -> Optional.empty();
        };
    }

    private static Finding fails(Plan plan, QueryComparison query, String named) {
        Optional<Step> step = Responsible.stepFor(plan, query.getDetail());
        boolean contract = step.map(found -> found.phase() == Phase.CONTRACT).orElse(false);
        String because =
                step.map(found -> " because of step '" + found.title() + "'").orElse("");
        return new Finding(
                "GW502",
                Severity.DANGER,
                step.map(Step::id).orElse(""),
                query.getQuery(),
                named + " fails: " + query.getDetail(),
                "It works in production today, and fails" + because + ".",
                contract
                        ? "Captured production queries still use what the contract removes: deploy code that does not, and wait until the old queries are quiet."
                        : "Change the query first, or make the migration keep what it uses.",
                List.of(new Evidence(
                        Provenance.MEASURED,
                        query.getCandidateErrors() + " of " + query.getCalls()
                                + " replayed calls failed on the candidate, " + query.getBaselineErrors()
                                + " on the baseline")));
    }

    private static Optional<Finding> blocked(StepRun run) {
        Optional<ExpectedLock> strongest = run.locks().stream()
                .filter(lock -> lock.mode().blocksWriters())
                .max(Comparator.comparing(ExpectedLock::mode));
        if (strongest.isEmpty() || run.took().compareTo(LONG_BLOCK) < 0) {
            return Optional.empty();
        }
        ExpectedLock lock = strongest.get();
        String fact = "held " + lock.mode().sql() + " on " + lock.relation() + " within "
                + run.took().toMillis() + " ms"
                + (run.rewrites().isEmpty() ? "" : ", wrote anew: " + run.rewrites());
        return Optional.of(new Finding(
                "GW508",
                Severity.WARNING,
                run.step().id(),
                "",
                "step '" + run.step().title() + "' " + fact,
                lock.mode().blocksReaders()
                        ? "Everybody who reads or writes the table waits as long."
                        : "Everybody who writes to the table waits as long.",
                "Split the step, or run it in a quiet hour.",
                List.of(new Evidence(Provenance.MEASURED, fact))));
    }

    private static Optional<Finding> ofRollback(Observed seen) {
        RollbackOutcome outcome = seen.rollback().getOutcome();
        String detail = seen.rollback().getDetail();
        return switch (outcome) {
            case PROVED, NOT_TRIED, UNKNOWN -> Optional.empty();
            case DIFFERS, FAILED ->
                Optional.of(new Finding(
                        "GW505",
                        Severity.WARNING,
                        "",
                        "",
                        "the way back is not proved: " + detail,
                        "If the migration hurts, it cannot be undone as planned.",
                        "Approve only if you can live without going back, or correct the rollback.",
                        List.of(new Evidence(Provenance.MEASURED, outcome + " on the copy"))));
            case IMPOSSIBLE ->
                Optional.of(new Finding(
                        "GW506",
                        Severity.WARNING,
                        "",
                        "",
                        "there is no way back: " + detail,
                        "If the migration hurts, only a new change helps.",
                        "Approve it if that is acceptable.",
                        List.of(new Evidence(Provenance.INFERRED, "the plan has a step without an undo"))));
        };
    }

    private static Finding unvisited(String table) {
        return new Finding(
                "GW507",
                Severity.WARNING,
                "",
                "",
                "no captured query touched table " + table + ", so its queries could not be tried",
                "A query that was not seen may still exist.",
                "Let capture run while the application works, or approve by judgement.",
                List.of(new Evidence(Provenance.MEASURED, "the replay window holds no query of the table")));
    }

    private static Finding notCopied(List<String> missing) {
        return new Finding(
                "GW509",
                Severity.INFO,
                "",
                "",
                "the copy lacks " + missing.size() + (missing.size() == 1 ? " object" : " objects") + " of production",
                "What depends on them could not be tried.",
                "",
                missing.stream()
                        .map(one -> new Evidence(Provenance.MEASURED, one))
                        .toList());
    }

    private static String shortened(String query) {
        return query.length() <= SHOWN_QUERY ? query : query.substring(0, SHOWN_QUERY) + "…";
    }

    /// Worst first, as readers want them.
    public static int badness(QueryOutcome outcome) {
        return switch (outcome) {
            case FAILS -> 0;
            case CHANGED_RESULT -> 1;
            case SLOWER -> 2;
            case INCONCLUSIVE -> 3;
            case MENDED -> 4;
            case FASTER -> 5;
            case SAME, UNKNOWN -> 6;
        };
    }
}
