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
import io.godwit.runtime.CopiesSettings;
import io.godwit.runtime.DatabaseSettings;
import io.godwit.runtime.EventHandler;
import io.godwit.runtime.OutgoingEvent;
import io.godwit.runtime.ServiceContext;
import io.godwit.schemas.Topic;
import io.godwit.validator.policy.Policy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns a proposed plan into a validated one. Proposals without a plan are left alone.
final class ProposalHandler implements EventHandler<MigrationProposed> {
    private static final Logger LOG = LoggerFactory.getLogger(ProposalHandler.class);

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
            return ProofFindings.in(
                    judgement,
                    proof(name, address, validator, plan, judgement.plan()),
                    plan,
                    () -> validator.judgeAsProposed(plan));
        }
    }

    private ProofOutcome proof(
            DatabaseName name, DatabaseAddress production, Validator validator, Plan proposed, Plan safe)
            throws SQLException {
        Optional<DatabaseAddress> copies = CopiesSettings.of(context.settings())
                .map(server -> new DatabaseAddress(server.url(), server.user(), server.password()));
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
