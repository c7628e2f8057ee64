package io.godwit.validator.usage;

import io.godwit.model.DatabaseName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Finding;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.copy.CopiesServer;
import io.godwit.postgres.copy.DatabaseClone;
import io.godwit.postgres.statement.StatementParser;
import io.godwit.postgres.usage.BrokenQuery;
import io.godwit.postgres.usage.ChangedNames;
import io.godwit.postgres.usage.NamingFunction;
import io.godwit.postgres.usage.UsageAfter;
import io.godwit.postgres.usage.UsedQuery;
import io.godwit.validator.policy.Policy;
import io.godwit.validator.rule.QueriesStop;
import io.godwit.validator.rule.QueriesStop.Deployment;
import io.godwit.validator.rule.StatementFinding;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plans the queries in use against the schema as each phase of a plan leaves it, on a copy of the schema.
public final class PlanUsage {
    private static final Logger LOG = LoggerFactory.getLogger(PlanUsage.class);

    private final DatabaseAddress copies;
    private final DatabaseName source;
    private final DatabaseAddress production;
    private final Policy policy;

    /// @param copies a database of the copies server; its role may create databases
    /// @param policy decides what follows from what is found
    public PlanUsage(DatabaseAddress copies, DatabaseName source, DatabaseAddress production, Policy policy) {
        this.copies = copies;
        this.source = source;
        this.production = production;
        this.policy = policy;
    }

    /// A statement of a step.
    private record Placed(Step step, String statement) {
        UsageFinding finding(StatementFinding found) {
            return new UsageFinding(shown(found), found.verdict());
        }

        private Finding shown(StatementFinding found) {
            return new Finding(
                    found.code(),
                    found.severity(),
                    step.id(),
                    statement,
                    found.message(),
                    found.why(),
                    found.help(),
                    found.evidence());
        }
    }

    /// What the plan would break. In the contract phase only queries that the phases before left working are looked at.
    ///
    /// @throws io.godwit.model.Problem if the schema cannot be copied
    public List<UsageFinding> of(Plan plan, List<UsedQuery> queries) throws SQLException {
        if (plan.steps().stream().noneMatch(PlanUsage::takesAway)) {
            return List.of();
        }
        List<UsageFinding> found = new ArrayList<>();
        try (CopiesServer server = CopiesServer.open(copies)) {
            DatabaseClone copy = server.withoutRows(source, production);
            try {
                List<String> earlier = new ArrayList<>();
                for (Phase phase : Phase.values()) {
                    List<Placed> change = statements(plan, phase);
                    List<String> texts = change.stream().map(Placed::statement).toList();
                    found.addAll(phase(phase, UsageAfter.of(copy.address(), earlier, texts, queries), change));
                    earlier.addAll(texts);
                }
            } finally {
                server.drop(copy);
            }
        }
        return found;
    }

    private List<UsageFinding> phase(Phase phase, UsageAfter after, List<Placed> change) {
        Deployment deployment = phase == Phase.CONTRACT ? Deployment.NEW_CODE_FIRST : Deployment.OLD_CODE_RUNS;
        List<UsageFinding> found = new ArrayList<>();
        for (BrokenQuery broken : after.broken()) {
            found.add(ruled(change.get(broken.statement()), QueriesStop.of(broken, deployment)));
        }
        for (NamingFunction naming : after.functions()) {
            found.add(ruled(change.get(naming.statement()), QueriesStop.of(naming)));
        }
        if (after.planned() + after.unplanned().size() > 0) {
            LOG.info(
                    "{}: {} queries in use were planned against the schema after {}, {} of them fail; {} could not be"
                            + " planned before either{}",
                    source,
                    after.planned(),
                    phase,
                    after.broken().size(),
                    after.unplanned().size(),
                    after.unplanned().stream()
                            .findFirst()
                            .map(first -> ", such as " + first)
                            .orElse(""));
        }
        return found;
    }

    private UsageFinding ruled(Placed placed, StatementFinding found) {
        Set<String> tables =
                switch (StatementParser.inPublic().parse(placed.statement()).statement()) {
                    case Statement.AlterTable alter -> Set.of(alter.table().name());
                    case Statement.DropTable drop ->
                        drop.tables().stream().map(ObjectName::name).collect(Collectors.toSet());
                    case Statement.DropRelations drop ->
                        drop.relations().stream().map(ObjectName::name).collect(Collectors.toSet());
                    case Statement _ -> Set.of();
                };
        LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
        return placed.finding(policy.about(found.code(), found.severity(), tables, source.value(), now)
                .map(found::ruledBy)
                .orElse(found));
    }

    private static List<Placed> statements(Plan plan, Phase phase) {
        return plan.steps().stream()
                .filter(step -> step.phase() == phase && isDefinition(step.action()))
                .flatMap(step -> step.action().statements().stream().map(sql -> new Placed(step, sql)))
                .filter(placed -> ChangedNames.mayChange(
                        StatementParser.inPublic().parse(placed.statement()).statement()))
                .toList();
    }

    /// Indexes too: what a key is made of has to be there.
    private static boolean isDefinition(Action action) {
        return switch (action) {
            case Action.RunSql _, Action.BuildIndexConcurrently _ -> true;
            case Action.Backfill _, Action.DeleteRows _, Action.Compare _, Action.AwaitQuiet _ -> false;
        };
    }

    private static boolean takesAway(Step step) {
        return step.action() instanceof Action.RunSql run
                && run.statements().stream()
                        .anyMatch(sql -> ChangedNames.mayTakeAway(
                                StatementParser.inPublic().parse(sql).statement()));
    }
}
