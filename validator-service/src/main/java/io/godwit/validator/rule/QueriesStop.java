package io.godwit.validator.rule;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.postgres.usage.BrokenQuery;
import io.godwit.postgres.usage.NamingFunction;
import io.godwit.postgres.usage.UsedQuery;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Queries in use that fail against the changed schema, and functions whose bodies name what is gone. They were
/// planned on a copy of the schema, before the change and after it.
public final class QueriesStop {
    private static final int SHOWN = 300;

    /// Who waits for whom when the schema changes.
    public enum Deployment {
        /// Old code runs while the statement does: whatever it breaks is an outage.
        OLD_CODE_RUNS,
        /// The new code is deployed first; queries of the old may stop when they are no longer sent.
        NEW_CODE_FIRST
    }

    private QueriesStop() {}

    /// The query fails from the moment its statement is committed.
    public static StatementFinding of(BrokenQuery broken, Deployment deployment) {
        boolean old = deployment == Deployment.OLD_CODE_RUNS;
        UsedQuery query = broken.query();
        boolean code = query.origin() == UsedQuery.Origin.CODE;
        boolean function = query.origin() == UsedQuery.Origin.FUNCTION;
        return new StatementFinding(
                Rules.QUERY_STOPS,
                old || function || code ? Severity.DANGER : Severity.WARNING,
                Blocking.NONE,
                (function ? query.place() : "a query in use") + " fails afterwards: " + broken.problem()
                        + (function ? "" : " (" + query.usage() + ")"),
                old
                        ? "whoever sends it gets an error from the moment the change is committed"
                        : "it is the old code's, or somebody's nobody thought of; it gets an error from then on",
                help(query, old),
                List.of(
                        new Evidence(
                                Provenance.MEASURED,
                                "planned on a copy of the schema before the change and after it: " + shown(query)),
                        new Evidence(
                                query.origin() == UsedQuery.Origin.CODE ? Provenance.INFERRED : Provenance.CATALOG,
                                "known from " + query.place() + frequency(query.callsPerMinute()))));
    }

    private static String help(UsedQuery query, boolean old) {
        return switch (query.origin()) {
            case FUNCTION -> "change the function in the same migration, before what it uses goes away";
            case CODE -> "change this code first";
            case STATISTICS, CAPTURED ->
                old
                        ? "keep the old name until no code uses it: add the new one beside it, deploy, then drop"
                        : "deploy the new code, watch until nobody sends it any more, then promote";
        };
    }

    private static String frequency(OptionalDouble callsPerMinute) {
        return callsPerMinute.isEmpty()
                ? ""
                : String.format(Locale.ROOT, ", %.2f calls a minute on average", callsPerMinute.getAsDouble());
    }

    private static String shown(UsedQuery query) {
        return query.shown().length() <= SHOWN ? query.shown() : query.shown().substring(0, SHOWN) + " …";
    }

    /// A body of text, which PostgreSQL does not check, names what is gone.
    public static StatementFinding of(NamingFunction naming) {
        return new StatementFinding(
                Rules.FUNCTION_NAMES,
                Severity.WARNING,
                Blocking.NONE,
                "the function " + naming.function() + " names " + naming.name() + ", which is gone afterwards",
                "PostgreSQL does not look into the body: the function fails when it is called next",
                "read it, and change it in the same migration if it uses what goes",
                List.of(new Evidence(Provenance.INFERRED, "both words are in its body (pg_proc.prosrc)")));
    }
}
