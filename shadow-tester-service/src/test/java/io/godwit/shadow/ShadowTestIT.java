package io.godwit.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.events.Finding;
import io.godwit.events.MigrationValidated;
import io.godwit.events.QueryComparison;
import io.godwit.events.QueryOutcome;
import io.godwit.events.RollbackOutcome;
import io.godwit.events.ShadowTested;
import io.godwit.events.Verdict;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.copy.CopiesServer;
import io.godwit.postgres.copy.CopyLimits;
import io.godwit.stack.test.TestStack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShadowTestIT {
    private static Shop shop;
    private static CopiesServer copies;

    @BeforeAll
    static void open() {
        shop = new Shop();
        copies = CopiesServer.open(server());
    }

    @AfterAll
    static void close() {
        copies.forget(shop.name());
        copies.close();
        shop.database.close();
    }

    @Test
    void an_added_column_with_backfill_and_index_changes_nothing_for_the_queries_and_is_undone() throws Exception {
        ShadowTested tested = test(
                Step.of(
                        "1-add",
                        Phase.EXPAND,
                        "add users.tier",
                        Action.RunSql.together("ALTER TABLE users ADD COLUMN tier text"),
                        Rollback.lossless("ALTER TABLE users DROP COLUMN tier"),
                        Optional.of(
                                "SELECT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'users' AND column_name = 'tier')")),
                Step.of(
                        "2-fill",
                        Phase.MIGRATE,
                        "fill users.tier",
                        new Action.Backfill(
                                ObjectName.inPublic("users"), List.of("id"), "tier = 'basic'", "tier IS NULL", 1000),
                        Rollback.lossless(),
                        Optional.of("SELECT NOT EXISTS (SELECT 1 FROM users WHERE tier IS NULL)")),
                Step.of(
                        "3-index",
                        Phase.MIGRATE,
                        "index users.tier",
                        new Action.BuildIndexConcurrently(
                                ObjectName.inPublic("users_tier"),
                                "CREATE INDEX CONCURRENTLY users_tier ON users (tier)"),
                        Rollback.losslessAlone("DROP INDEX CONCURRENTLY users_tier"),
                        Optional.empty()));

        assertThat(tested.getFindings()).extracting(Finding::getMessage).isEmpty();
        assertThat(tested.getVerdict()).isEqualTo(Verdict.APPROVED);
        assertThat(tested.getRollback().getOutcome()).isEqualTo(RollbackOutcome.PROVED);
        assertThat(tested.getSteps().getFirst().getLocks())
                .extracting(lock -> lock.getRelation() + " " + lock.getMode())
                .contains("public.users ACCESS EXCLUSIVE");
        assertThat(tested.getSteps().get(1).getWalBytes()).isPositive();
        assertThat(tested.getReplay().orElseThrow().getSkipped()).containsKey("transaction control");
        assertThat(query(tested, "select * from users").getOutcome()).isEqualTo(QueryOutcome.SAME);
        assertThat(query(tested, "update orders").getBaselineErrors()).isZero();
        assertThat(copies.cloneNames()).isEmpty();
    }

    @Test
    void a_column_the_application_still_reads_must_not_be_dropped() throws Exception {
        ShadowTested tested = test(Step.of(
                "1-drop",
                Phase.CONTRACT,
                "drop users.nickname",
                Action.RunSql.together("ALTER TABLE users DROP COLUMN nickname"),
                Rollback.lossy("the nicknames are gone", "ALTER TABLE users ADD COLUMN nickname text"),
                Optional.empty()));

        assertThat(tested.getVerdict()).isEqualTo(Verdict.REJECTED);
        assertThat(tested.getReason())
                .isEqualTo(
                        "the query select id, email, nickname from users where id = ? (12 calls) fails: column \"nickname\" does not exist");
        assertThat(tested.getFindings().getFirst().getStepId()).isEqualTo("1-drop");
        assertThat(tested.getFindings().getFirst().getSuggestion()).contains("the contract removes");
        assertThat(tested.getRollback().getOutcome()).isEqualTo(RollbackOutcome.PROVED);
        assertThat(tested.getRollback().getDetail()).isEqualTo("the nicknames are gone");
    }

    @Test
    void a_dropped_index_makes_its_query_slower() throws Exception {
        ShadowTested tested = test(Step.of(
                "1-drop-index",
                Phase.CONTRACT,
                "drop the index orders_user_id",
                Action.RunSql.together("DROP INDEX orders_user_id"),
                Rollback.lossless("CREATE INDEX orders_user_id ON orders (user_id)"),
                Optional.empty()));

        QueryComparison slower = query(tested, "from orders where user_id");
        assertThat(slower.getOutcome()).isEqualTo(QueryOutcome.SLOWER);
        assertThat(slower.getCandidatePlan().orElseThrow()).contains("Seq Scan on orders");
        assertThat(tested.getVerdict()).isEqualTo(Verdict.NEEDS_APPROVAL);
        assertThat(tested.getReason()).contains("becomes slower");
    }

    @Test
    void a_step_that_does_not_fit_the_data_is_rejected_with_its_statement() throws Exception {
        ShadowTested tested = test(Step.of(
                "1-require",
                Phase.EXPAND,
                "require orders.coupon",
                Action.RunSql.together(
                        "ALTER TABLE orders ADD COLUMN coupon text",
                        "ALTER TABLE orders ALTER COLUMN coupon SET NOT NULL"),
                Rollback.lossless("ALTER TABLE orders DROP COLUMN coupon"),
                Optional.empty()));

        assertThat(tested.getVerdict()).isEqualTo(Verdict.REJECTED);
        assertThat(tested.getReplay()).isEmpty();
        assertThat(tested.getRollback().getOutcome()).isEqualTo(RollbackOutcome.NOT_TRIED);
        assertThat(tested.getFindings().getFirst().getStatement()).endsWith("SET NOT NULL");
        assertThat(tested.getReason()).contains("column \"coupon\" of relation \"orders\" contains null values");
    }

    @Test
    void a_required_column_breaks_inserts_that_do_not_know_it_and_a_changed_value_is_seen() throws Exception {
        ShadowTested tested = test(Step.of(
                "1-require",
                Phase.CONTRACT,
                "require orders.coupon",
                Action.RunSql.together(
                        "ALTER TABLE orders ADD COLUMN coupon text NOT NULL DEFAULT ''",
                        "ALTER TABLE orders ALTER COLUMN coupon DROP DEFAULT",
                        "UPDATE orders SET total = total + 1 WHERE status = 'open'"),
                Rollback.lossless("ALTER TABLE orders DROP COLUMN coupon"),
                Optional.empty()));

        assertThat(query(tested, "insert into orders").getOutcome()).isEqualTo(QueryOutcome.FAILS);
        assertThat(query(tested, "insert into orders").getDetail())
                .contains("coupon")
                .contains("not-null");
        assertThat(query(tested, "group by status").getOutcome()).isEqualTo(QueryOutcome.CHANGED_RESULT);
        assertThat(query(tested, "select now()").getOutcome()).isNotEqualTo(QueryOutcome.CHANGED_RESULT);
        assertThat(tested.getRollback().getOutcome()).isEqualTo(RollbackOutcome.DIFFERS);
        assertThat(tested.getRollback().getDetail()).contains("the rows of orders are not as before");
    }

    @Test
    void a_changed_table_no_captured_query_touched_waits_for_a_person() throws Exception {
        ShadowTested tested = test(Step.of(
                "1-add",
                Phase.EXPAND,
                "add audit.at",
                Action.RunSql.together("ALTER TABLE audit ADD COLUMN at timestamptz"),
                Rollback.lossless("ALTER TABLE audit DROP COLUMN at"),
                Optional.empty()));

        assertThat(tested.getVerdict()).isEqualTo(Verdict.NEEDS_APPROVAL);
        assertThat(tested.getReason()).startsWith("no captured query touched table audit");
    }

    private static ShadowTested test(Step... steps) throws Exception {
        ShadowSettings settings = new ShadowSettings(
                server(),
                new CopyLimits(Duration.ofHours(1), 1L << 30),
                Duration.ofMinutes(30),
                10_000,
                40,
                Duration.ofSeconds(10),
                2,
                Duration.ofMillis(400));
        MigrationValidated event = shop.validated(steps);
        return new ShadowTest(settings, copies, shop.address(), _ -> {})
                .run(event, sample -> shop.captured(12).forEach(sample::add));
    }

    private static QueryComparison query(ShadowTested tested, String part) {
        return tested.getReplay().orElseThrow().getQueries().stream()
                .filter(query -> query.getQuery().contains(part))
                .findFirst()
                .orElseThrow();
    }

    private static DatabaseAddress server() {
        return new DatabaseAddress(
                TestStack.copies().jdbcUrl("postgres"),
                TestStack.copies().user(),
                TestStack.copies().password());
    }
}
