package io.godwit.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.cli.local.EmbeddedProduction;
import io.godwit.cli.local.ProductionDatabase;
import io.godwit.cli.timeline.Migration;
import io.godwit.cli.timeline.State;
import io.godwit.events.CodeChanged;
import io.godwit.events.DeadLetter;
import io.godwit.events.MigrationProposed;
import io.godwit.events.MigrationValidated;
import io.godwit.events.Promote;
import io.godwit.events.RollBack;
import io.godwit.events.ShadowTested;
import io.godwit.events.Undecided;
import io.godwit.model.MigrationId;
import io.godwit.schemas.Topic;
import io.godwit.stack.test.Patience;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/// A code change goes in, a migrated database comes out; and what is broken stays where it is, with its reason.
/// The tests run side by side, on databases of their own, but for the one that kills services.
@Execution(ExecutionMode.CONCURRENT)
class PipelineIT {
    private static final String SERVICES = "the pipeline's services";
    private static final String BEFORE = """
            datasource db {
              provider = "postgresql"
              url      = env("DATABASE_URL")
            }

            model Customer {
              id    Int     @id @default(autoincrement())
              email String  @unique
              phone String?
            }
            """;
    private static final String CREATE = """
            CREATE TABLE "Customer" (
                "id" SERIAL NOT NULL,
                "email" TEXT NOT NULL,
                "phone" TEXT,
                CONSTRAINT "Customer_pkey" PRIMARY KEY ("id")
            );
            CREATE UNIQUE INDEX "Customer_email_key" ON "Customer"("email");
            INSERT INTO "Customer" ("email", "phone") SELECT 'c' || i || '@example.org', i::text FROM generate_series(1, 5000) i;
            ALTER TABLE "Customer" OWNER TO %s;
            """;

    @TempDir(factory = InMemory.class)
    static Path folder;

    private static RunningPipeline pipeline;

    @BeforeAll
    static void start() {
        pipeline = RunningPipeline.start(
                folder,
                PipelineIT::databases,
                Map.of(
                        "executor", Map.of("executor.autonomy", "guarded", "executor.quiet", "1s"),
                        "", Map.of("retry.attempts", "2")));
        for (String database : List.of("grown", "hunted", "undone", "served", "astray")) {
            pipeline.inProduction(database, CREATE.formatted(database));
        }
    }

    private static List<ProductionDatabase> databases(EmbeddedProduction production) {
        ProductionDatabase astray = production.withOwnDatabase("astray");
        RunningPipeline.run(production.stack(), "astray", "ALTER ROLE astray PASSWORD 'right'");
        return List.of(
                production.withOwnDatabase("grown"),
                production.withOwnDatabase("hunted"),
                production.withOwnDatabase("undone"),
                production.withOwnDatabase("served"),
                new ProductionDatabase(
                        "astray",
                        new ProductionDatabase.Access(astray.reader().url(), "astray", "right"),
                        astray.capture(),
                        astray.executor()));
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    @ResourceLock(value = PipelineIT.SERVICES, mode = ResourceAccessMode.READ)
    void a_change_of_several_kinds_goes_through_every_stage_into_production() {
        String after = BEFORE.replace("phone String?", """
                phone String?
                tier  Tier    @default(BASIC)
                notes Note[]

                @@index([phone])""") + """

                enum Tier {
                  BASIC
                  GOLD
                }

                model Note {
                  id         Int      @id @default(autoincrement())
                  customer   Customer @relation(fields: [customerId], references: [id])
                  customerId Int
                  text       String
                }
                """;

        Migration migration = pipeline.awaitEnd(pipeline.submit("grown", BEFORE, after), Patience.LONGEST);

        assertThat(migration.standing().state())
                .as(migration.standing().toString())
                .isEqualTo(State.APPLIED);
        assertThat(pipeline.askProduction("grown", "SELECT tableowner FROM pg_tables WHERE tablename = 'Note'"))
                .as("a new table belongs to the application, not to the executor")
                .containsExactly("grown");
        assertThat(pipeline.askProduction("grown", "SELECT DISTINCT tier::text FROM \"Customer\""))
                .containsExactly("BASIC");
        assertThat(pipeline.askProduction(
                        "grown",
                        "SELECT indisvalid FROM pg_index WHERE indexrelid = '\"Customer_phone_idx\"'::regclass"))
                .containsExactly("t");
        assertThat(
                        pipeline.askProduction(
                                "grown",
                                "SELECT conname FROM pg_constraint WHERE contype = 'f' AND convalidated AND connamespace = 'public'::regnamespace"))
                .containsExactly("Note_customerId_fkey");
    }

    @Test
    @ResourceLock(PipelineIT.SERVICES)
    void each_service_killed_once_on_its_way_changes_nothing_in_the_outcome() {
        MigrationId id = pipeline.submit(
                "hunted",
                BEFORE,
                BEFORE.replace("phone String?", "phone String?\n  city String @default(\"\")\n  @@index([city])"));
        killWhen(id, "analyzer", CodeChanged.class);
        killWhen(id, "validator", MigrationProposed.class);
        killWhen(id, "shadow-tester", MigrationValidated.class);
        killWhen(id, "executor", ShadowTested.class);
        pipeline.kill("monitor");
        pipeline.kill("capture");

        Migration migration = pipeline.awaitEnd(id, Patience.LONGEST);

        assertThat(migration.standing().state())
                .as(migration.standing().toString())
                .isEqualTo(State.APPLIED);
        assertThat(pipeline.askProduction(
                        "hunted",
                        "SELECT indisvalid FROM pg_index WHERE indexrelid = '\"Customer_city_idx\"'::regclass"))
                .containsExactly("t");
        assertThat(migration.history().stream().filter(moment -> moment.event() instanceof ShadowTested))
                .as("shadow-tested is published once")
                .hasSize(1);
    }

    private static void killWhen(MigrationId id, String service, Class<? extends SpecificRecord> seen) {
        pipeline.await(id, Patience.LONGEST, migration -> migration.latest(seen).isPresent());
        pipeline.kill(service);
    }

    @Test
    @ResourceLock(value = PipelineIT.SERVICES, mode = ResourceAccessMode.READ)
    void a_dropped_column_waits_for_the_new_code_and_an_applied_migration_is_undone_on_command() {
        MigrationId drop = pipeline.submit("undone", BEFORE, BEFORE.replace("  phone String?\n", ""));
        Migration waiting = pipeline.await(
                drop, Patience.LONGEST, migration -> migration.standing().state() == State.WAITING);
        assertThat(columns()).contains("phone");
        pipeline.decide(waiting, io.godwit.cli.events.Decision.approval(waiting));
        Migration expanded = pipeline.await(
                drop,
                Patience.LONGEST,
                migration -> migration.standing().detail().contains("promote"));
        assertThat(columns()).contains("phone");
        pipeline.decide(expanded, new Promote());
        Migration applied = pipeline.awaitEnd(drop, Patience.LONGEST);
        assertThat(applied.standing().state()).as(applied.standing().toString()).isEqualTo(State.APPLIED);
        assertThat(columns()).doesNotContain("phone");

        pipeline.decide(applied, new RollBack());
        Migration refused = pipeline.await(
                drop,
                Patience.LONGEST,
                migration -> migration.history().toString().contains("--accept-loss"));
        assertThat(refused.standing().state()).isEqualTo(State.APPLIED);

        pipeline.decide(applied, RollBack.newBuilder().setAcceptLoss(true).build());
        pipeline.await(drop, Patience.LONGEST, migration -> migration.standing().state() == State.ROLLED_BACK);
        assertThat(columns()).contains("phone");
    }

    private static List<String> columns() {
        return pipeline.askProduction(
                "undone",
                "SELECT attname FROM pg_attribute WHERE attrelid = '\"Customer\"'::regclass AND attnum > 0 AND NOT attisdropped");
    }

    @Test
    @ResourceLock(value = PipelineIT.SERVICES, mode = ResourceAccessMode.READ)
    void what_is_broken_ends_where_it_broke_with_its_reason_and_the_next_change_is_served() {
        pipeline.publishRaw(Topic.CODE_CHANGED, "grown", "this is not Avro");
        MigrationId unparsable = pipeline.submit("grown", BEFORE, BEFORE.replace("@id", "@id @@@ {"));
        MigrationId nowhere = pipeline.submit("nowhere", BEFORE, BEFORE);
        pipeline.inProduction("astray", "ALTER ROLE astray PASSWORD 'another'");
        MigrationId lockedOut =
                pipeline.submit("astray", BEFORE, BEFORE.replace("phone String?", "phone String?\n  a Int?"));

        Migration undecided = pipeline.awaitEnd(unparsable, Patience.LONGEST);
        assertThat(undecided.proposed())
                .hasValueSatisfying(proposed -> assertThat(proposed.getOutcome())
                        .isInstanceOfSatisfying(
                                Undecided.class,
                                why -> assertThat(why.getLocation()).hasValueSatisfying(place -> {
                                    assertThat(place.getFile()).isEqualTo(RunningPipeline.SCHEMA_FILE);
                                    assertThat(place.getLine()).isEqualTo(7);
                                })));
        assertThat(pipeline.awaitEnd(nowhere, Patience.LONGEST).standing().detail())
                .contains("nowhere");
        Migration failed = pipeline.awaitEnd(lockedOut, Patience.LONGEST);
        assertThat(failed.standing().state()).isEqualTo(State.FAILED);
        assertThat(failed.standing().detail()).contains("astray").contains("password");

        MigrationId next =
                pipeline.submit("served", BEFORE, BEFORE.replace("phone String?", "phone String?\n  born DateTime?"));
        assertThat(pipeline.awaitEnd(next, Patience.LONGEST).standing().state()).isEqualTo(State.APPLIED);
        assertThat(pipeline.deadLetters())
                .extracting(DeadLetter::getService, DeadLetter::getSourceTopic)
                .contains(org.assertj.core.groups.Tuple.tuple("analyzer", "code-changed"));
    }
}
