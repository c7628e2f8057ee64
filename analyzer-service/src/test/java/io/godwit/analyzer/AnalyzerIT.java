package io.godwit.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.godwit.events.Answer;
import io.godwit.events.Applied;
import io.godwit.events.ApplyOutcome;
import io.godwit.events.Backfill;
import io.godwit.events.ChangeReference;
import io.godwit.events.ChangedFile;
import io.godwit.events.CodeChanged;
import io.godwit.events.DeadLetter;
import io.godwit.events.FileRole;
import io.godwit.events.InferredChange;
import io.godwit.events.MigrationCommand;
import io.godwit.events.MigrationProgress;
import io.godwit.events.MigrationProposed;
import io.godwit.events.NoChange;
import io.godwit.events.ProgressState;
import io.godwit.events.ProposedPlan;
import io.godwit.events.Question;
import io.godwit.events.RunSql;
import io.godwit.events.TransactionMode;
import io.godwit.events.Undecided;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.runtime.RunningService;
import io.godwit.schemas.Topic;
import io.godwit.stack.test.Patience;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The service on a real broker, registry and database.
class AnalyzerIT {
    private static final String DATABASE = "shop-" + UUID.randomUUID();
    private static final String AWAY = "away-" + UUID.randomUUID();
    private static final String BEFORE = """
            model Customer {
              id    Int    @id @default(autoincrement())
              email String @unique
            }
            """;

    private static TestDatabase database;
    private static EventLog events;
    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        database = TestStack.newDatabase();
        database.execute("""
                CREATE TABLE "Customer" ("id" serial PRIMARY KEY, "email" text NOT NULL);
                CREATE UNIQUE INDEX "Customer_email_key" ON "Customer" ("email");
                INSERT INTO "Customer" ("email") VALUES ('ada@example.org')""");
        events = new EventLog();
        service = startService();
    }

    private static RunningService startService() throws Exception {
        RunningService started = Main.service()
                .start(Map.ofEntries(
                        Map.entry("kafka.bootstrap.servers", TestStack.kafka()),
                        Map.entry("schema.registry.url", TestStack.registryUrl()),
                        Map.entry("retry.attempts", "2"),
                        Map.entry("retry.delay", "5ms"),
                        Map.entry("databases", DATABASE + "," + AWAY),
                        Map.entry("database." + DATABASE + ".url", database.jdbcUrl()),
                        Map.entry(
                                "database." + DATABASE + ".user",
                                TestStack.production().user()),
                        Map.entry(
                                "database." + DATABASE + ".password",
                                TestStack.production().password()),
                        Map.entry("database." + AWAY + ".url", "jdbc:postgresql://127.0.0.1:1/away"),
                        Map.entry("database." + AWAY + ".user", "nobody")));
        started.awaitReady(Patience.LONGEST);
        return started;
    }

    @AfterAll
    static void stop() {
        service.close();
        events.close();
        database.close();
    }

    @Test
    void a_changed_schema_becomes_a_proposed_plan() throws Exception {
        MigrationProposed proposed = propose("1111", BEFORE.replace("}", """
                  name  String
                  since DateTime @updatedAt
                  @@index([name])
                }
                """));

        ProposedPlan plan = (ProposedPlan) proposed.getOutcome();
        assertThat(plan.getChanges())
                .extracting(
                        InferredChange::getKind, change -> change.getLocation().getLine())
                .containsExactly(tuple("add-column", 4), tuple("add-column", 5), tuple("create-index", 6));
        assertThat(plan.getPlan().getSteps().getFirst().getAction())
                .isEqualTo(new RunSql(
                        List.of("ALTER TABLE \"public\".\"Customer\" ADD COLUMN \"name\" text"),
                        TransactionMode.TOGETHER));
        assertThat(plan.getQuestions()).extracting(Question::getId).containsExactly("value:Customer.name");
        assertThat(progressOf(proposed.getMigrationId(), ProgressState.DONE)).contains("3 changes inferred");
    }

    @Test
    void a_rename_that_a_commit_states_is_no_question() throws Exception {
        CodeChanged change = CodeChanged.newBuilder(change(DATABASE, "7777", BEFORE.replace("email", "mail")))
                .setFacts(Map.of("rename:Customer.email", "Customer.mail"))
                .build();
        events.publish(Topic.CODE_CHANGED, DATABASE, change);

        ProposedPlan plan = (ProposedPlan) events.<MigrationProposed>first(
                        Topic.MIGRATION_PROPOSED,
                        each -> each.getChange().getHeadRevision().equals("7777"))
                .getOutcome();

        assertThat(plan.getQuestions()).isEmpty();
        assertThat(plan.getChanges()).extracting(InferredChange::getKind).contains("rename-column");
    }

    @Test
    void an_unreadable_schema_is_undecided_and_the_next_change_is_served() throws Exception {
        MigrationProposed undecided = propose("2222", "model Customer {\n  id Int @id(\n");
        MigrationProposed same = propose("3333", BEFORE + "\n// only a comment\n");

        assertThat(undecided.getOutcome())
                .isInstanceOfSatisfying(
                        Undecided.class,
                        outcome -> assertThat(outcome.getReason()).startsWith("schema.prisma:"));
        assertThat(same.getOutcome()).isInstanceOf(NoChange.class);
    }

    @Test
    void an_answer_after_a_restart_plans_the_change_anew() throws Exception {
        MigrationProposed asked = propose("6666", BEFORE.replace("}", "  city String\n}\n"));
        service.close();
        service = startService();
        events.publish(
                Topic.MIGRATION_COMMANDS,
                DATABASE,
                MigrationCommand.newBuilder()
                        .setCommandId(UUID.randomUUID())
                        .setMigrationId(asked.getMigrationId())
                        .setDatabase(DATABASE)
                        .setCommand(new Answer("value:Customer.city", "'Hamburg'"))
                        .setIssuedBy("Ada")
                        .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                        .build());

        MigrationProposed answered = events.first(
                Topic.MIGRATION_PROPOSED,
                each -> each.getMigrationId().equals(asked.getMigrationId())
                        && each.getOutcome() instanceof ProposedPlan plan
                        && plan.getQuestions().isEmpty());

        assertThat(((ProposedPlan) asked.getOutcome()).getQuestions()).hasSize(1);
        assertThat(((ProposedPlan) answered.getOutcome()).getPlan().getSteps())
                .anySatisfy(step -> assertThat(step.getAction())
                        .isInstanceOfSatisfying(
                                Backfill.class,
                                fill -> assertThat(fill.getAssignments()).contains("'Hamburg'")));
    }

    @Test
    void a_change_whose_plan_was_for_another_catalog_is_planned_anew() throws Exception {
        MigrationProposed first = propose("8888", BEFORE.replace("}", "  zip String?\n}\n"));
        database.execute("CREATE TABLE \"Another\" (\"id\" int)");
        try (Connection connection = database.connect()) {
            events.publish(
                    Topic.APPLIED,
                    DATABASE,
                    refused(first, CatalogReader.read(connection).hash().hexadecimal()));
        }

        MigrationProposed anew = events.first(
                Topic.MIGRATION_PROPOSED,
                each -> each.getMigrationId().equals(first.getMigrationId())
                        && !catalogOf(each).equals(catalogOf(first)));
        events.publish(Topic.APPLIED, DATABASE, refused(anew, catalogOf(first)));

        assertThat(((ProposedPlan) anew.getOutcome()).getPlan().getSteps())
                .hasSameSizeAs(((ProposedPlan) first.getOutcome()).getPlan().getSteps());
        assertThat(progressOf(first.getMigrationId(), ProgressState.FAILED)).contains("Submit the change again");
        database.execute("DROP TABLE \"Another\"");
    }

    private static String catalogOf(MigrationProposed proposed) {
        return ((ProposedPlan) proposed.getOutcome()).getPlan().getCatalogHash();
    }

    private static Applied refused(MigrationProposed proposed, String found) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return Applied.newBuilder()
                .setMigrationId(proposed.getMigrationId())
                .setDatabase(DATABASE)
                .setChange(proposed.getChange())
                .setComplete(true)
                .setOutcome(ApplyOutcome.REFUSED)
                .setReason("The database is not as it was.")
                .setPlanHash("")
                .setSteps(List.of())
                .setDriftedTo(found)
                .setStartedAt(now)
                .setFinishedAt(now)
                .build();
    }

    @Test
    void a_database_nobody_configured_ends_in_the_dead_letters() throws Exception {
        String unknown = "unknown-" + UUID.randomUUID();
        events.publish(Topic.CODE_CHANGED, unknown, change(unknown, "4444", BEFORE));

        DeadLetter letter =
                events.first(Topic.DEAD_LETTERS, each -> each.getMessage().contains(unknown));
        assertThat(letter.getErrorCode()).isEqualTo("DATABASE_UNKNOWN");
        assertThat(events.first(
                                Topic.MIGRATION_PROGRESS,
                                each -> each.getDatabase().equals(unknown) && each.getState() == ProgressState.FAILED)
                        .getMessage())
                .contains("not configured");
    }

    @Test
    void a_database_that_is_away_is_given_up_after_some_attempts() throws Exception {
        events.publish(Topic.CODE_CHANGED, AWAY, change(AWAY, "5555", BEFORE));

        DeadLetter letter =
                events.first(Topic.DEAD_LETTERS, each -> each.getMessage().contains("database '" + AWAY + "' at"));
        assertThat(letter.getErrorCode()).isEqualTo("DATABASE_UNREACHABLE");
        assertThat(letter.getAttempts()).isEqualTo(2);
    }

    private static MigrationProposed propose(String revision, String after) throws Exception {
        events.publish(Topic.CODE_CHANGED, DATABASE, change(DATABASE, revision, after));
        return events.first(
                Topic.MIGRATION_PROPOSED,
                each -> each.getDatabase().equals(DATABASE)
                        && each.getChange().getHeadRevision().equals(revision));
    }

    private static String progressOf(UUID migration, ProgressState state) {
        MigrationProgress progress = events.first(
                Topic.MIGRATION_PROGRESS, each -> each.getMigrationId().equals(migration) && each.getState() == state);
        return progress.getMessage();
    }

    private static CodeChanged change(String databaseName, String revision, String after) {
        return CodeChanged.newBuilder()
                .setDatabase(databaseName)
                .setChange(new ChangeReference("https://example.org/shop.git", "0000", revision, "A change", "Ada"))
                .setFiles(List.of(new ChangedFile("schema.prisma", FileRole.CHANGED, BEFORE, after)))
                .setSubmittedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }
}
