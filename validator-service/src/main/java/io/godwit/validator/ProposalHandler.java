package io.godwit.validator;

import io.godwit.events.MigrationProgress;
import io.godwit.events.MigrationProposed;
import io.godwit.events.MigrationValidated;
import io.godwit.events.NoChange;
import io.godwit.events.ProgressState;
import io.godwit.events.ProposedPlan;
import io.godwit.events.Stage;
import io.godwit.events.Undecided;
import io.godwit.migrationevents.FindingEvents;
import io.godwit.migrationevents.PlanEvents;
import io.godwit.migrationevents.ProgressEvents;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.model.Problem;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Plan;
import io.godwit.postgres.ConnectionProblem;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.proof.ProofOutcome;
import io.godwit.postgres.proof.SchemaProof;
import io.godwit.postgres.usage.QueryStatistics;
import io.godwit.postgres.usage.UsedQuery;
import io.godwit.runtime.CapturedQueryReader;
import io.godwit.runtime.CopiesSettings;
import io.godwit.runtime.DatabaseSettings;
import io.godwit.runtime.EventHandler;
import io.godwit.runtime.OutgoingEvent;
import io.godwit.runtime.ServiceContext;
import io.godwit.schemas.Topic;
import io.godwit.validator.policy.Policy;
import io.godwit.validator.usage.CapturedUsage;
import io.godwit.validator.usage.PlanUsage;
import io.godwit.validator.usage.UsageFinding;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns a proposed plan into a validated one. Proposals without a plan are left alone.
final class ProposalHandler implements EventHandler<MigrationProposed> {
    private static final Logger LOG = LoggerFactory.getLogger(ProposalHandler.class);

    /// How far back captured queries are looked at, and how many of them.
    private static final Duration LOOKED_BACK = Duration.ofHours(1);

    private static final long MOST_CAPTURED = 20_000;

    private final ServiceContext context;
    private final Policy policy;

    ProposalHandler(ServiceContext context) {
        this.context = context;
        this.policy = ValidatorSettings.policy(context.settings());
    }

    @Override
    public List<OutgoingEvent<?>> handle(MigrationProposed event) throws SQLException {
        return switch (event.getOutcome()) {
            case ProposedPlan proposed -> validated(event, PlanEvents.fromEvent(proposed.getPlan()));
            case NoChange noChange -> nothing(event, noChange.getReason());
            case Undecided undecided -> nothing(event, undecided.getReason());
            case Object unknown ->
                throw Problem.user(
                        "PROPOSAL_UNKNOWN",
                        "migration " + event.getMigrationId() + " proposes a "
                                + unknown.getClass().getSimpleName()
                                + ", which this version does not know: update the validator");
        };
    }

    /// Tells those who wait for the migration that they wait in vain.
    @Override
    public List<OutgoingEvent<?>> givenUp(MigrationProposed event, Exception cause) {
        String message = "not validated: " + (cause.getMessage() == null ? cause.toString() : cause.getMessage());
        return List.of(progress(event, ProgressState.FAILED, message));
    }

    private static List<OutgoingEvent<?>> nothing(MigrationProposed event, String reason) {
        LOG.info("nothing to validate for {}: {}", event.getDatabase(), reason);
        return List.of();
    }

    private List<OutgoingEvent<?>> validated(MigrationProposed event, Plan plan) throws SQLException {
        DatabaseName name = new DatabaseName(event.getDatabase());
        context.publisher()
                .publish(
                        Topic.MIGRATION_PROGRESS,
                        name.value(),
                        progress(event, ProgressState.RUNNING, "reading size, traffic and catalog of " + name)
                                .event());
        Judgement judgement = judge(name, plan);
        LOG.info(
                "{}: {}, {} findings, {} steps became {}",
                name,
                judgement.verdict(),
                judgement.findings().size(),
                plan.steps().size(),
                judgement.plan().steps().size());
        MigrationValidated validated = new MigrationValidated(
                event.getMigrationId(),
                name.value(),
                event.getChange(),
                PlanEvents.toEvent(judgement.plan()),
                judgement.findings().stream().map(FindingEvents::toEvent).toList(),
                FindingEvents.verdict(judgement.verdict()),
                judgement.reason(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        return List.of(
                new OutgoingEvent<>(Topic.MIGRATION_VALIDATED, name.value(), validated),
                progress(event, ProgressState.DONE, judgement.reason()));
    }

    private Judgement judge(DatabaseName name, Plan plan) throws SQLException {
        DatabaseAddress address = address(name);
        try (Connection connection = connect(name, address)) {
            Validator validator = Validator.of(connection).under(policy, name.value());
            Judgement judgement = validator.judge(plan);
            if (judgement.verdict() == Verdict.REJECTED) {
                return judgement;
            }
            Judgement proven = ProofFindings.in(
                    judgement,
                    proof(name, address, validator, plan, judgement.plan()),
                    plan,
                    () -> validator.judgeAsProposed(plan));
            return proven.verdict() == Verdict.REJECTED ? proven : proven.and(usage(name, address, connection, proven));
        }
    }

    /// What keeps production's queries from being known or planned is no fault of the plan.
    private List<UsageFinding> usage(
            DatabaseName name, DatabaseAddress address, Connection connection, Judgement judgement)
            throws SQLException {
        Optional<DatabaseAddress> copies = copies();
        if (copies.isEmpty()) {
            return List.of();
        }
        QueryStatistics statistics = QueryStatistics.read(connection);
        statistics.missing().ifPresent(why -> LOG.warn("{}: not all queries in use are known: {}", name, why));
        List<UsedQuery> queries = new ArrayList<>(statistics.queries());
        Instant now = Instant.now();
        CapturedUsage captured = new CapturedUsage(now);
        new CapturedQueryReader(context.kafka(), context.serdes())
                .read(name.value(), now.minus(LOOKED_BACK), MOST_CAPTURED, captured::add);
        queries.addAll(captured.queries());
        LOG.info("{}: {} kinds of queries in use are known", name, queries.size());
        try {
            return new PlanUsage(copies.get(), name, address, policy).of(judgement.plan(), queries);
        } catch (Problem unreachable) {
            LOG.warn("{}: queries in use were not checked: {}", name, unreachable.getMessage());
            return List.of();
        }
    }

    private ProofOutcome proof(
            DatabaseName name, DatabaseAddress production, Validator validator, Plan proposed, Plan safe)
            throws SQLException {
        Optional<DatabaseAddress> copies = copies();
        return copies.isEmpty()
                ? new ProofOutcome.NotTried("there is no copies server")
                : new SchemaProof(copies.get(), name, production).of(validator.catalog(), proposed, safe);
    }

    private static Connection connect(DatabaseName name, DatabaseAddress address) {
        try {
            return address.connect("godwit-validator");
        } catch (SQLException refused) {
            throw ConnectionProblem.of(name, address, refused);
        }
    }

    private Optional<DatabaseAddress> copies() {
        return CopiesSettings.of(context.settings())
                .map(server -> new DatabaseAddress(server.url(), server.user(), server.password()));
    }

    private DatabaseAddress address(DatabaseName name) {
        DatabaseSettings settings = Optional.ofNullable(context.databases().get(name))
                .orElseThrow(() -> Problem.user(
                        "DATABASE_NOT_CONFIGURED",
                        "the validator knows no database '" + name
                                + "': add it to its setting 'databases', with database." + name + ".url"));
        return new DatabaseAddress(settings.url(), settings.user(), settings.password());
    }

    private static OutgoingEvent<MigrationProgress> progress(
            MigrationProposed event, ProgressState state, String message) {
        DatabaseName name = new DatabaseName(event.getDatabase());
        return new OutgoingEvent<>(
                Topic.MIGRATION_PROGRESS,
                name.value(),
                ProgressEvents.progress(new MigrationId(event.getMigrationId()), name, Stage.VALIDATE, state, message));
    }
}
