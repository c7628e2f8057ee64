package io.godwit.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.DatabaseName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.proof.ProofOutcome;
import io.godwit.postgres.proof.SchemaProof;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class SchemaProofTest {
    private static final Rollback NOTHING = Rollback.lossless();

    @Test
    void a_plan_has_to_lead_there_and_back_and_its_safe_form_to_the_same_schema() throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect()) {
            database.execute("create table t (id int primary key, a int check (a > 0)); insert into t values (1, 1)");
            Catalog current = CatalogReader.read(connection);
            SchemaProof proof = new SchemaProof(copies(), new DatabaseName("proof"), address(database));
            Plan add =
                    plan(current, "ALTER TABLE t ADD COLUMN b int", Rollback.lossless("ALTER TABLE t DROP COLUMN b"));
            Plan other =
                    plan(current, "ALTER TABLE t ADD COLUMN b text", Rollback.lossless("ALTER TABLE t DROP COLUMN b"));

            assertThat(proof.of(current, add, add)).isEqualTo(new ProofOutcome.Proven("a copy of the schema"));
            assertThat(proof.of(current, add, other))
                    .isInstanceOfSatisfying(
                            ProofOutcome.SafeFormFails.class,
                            fails -> assertThat(fails.reason()).contains("After the plan: expected of t"));
            assertThat(proof.of(current, plan(current, "ALTER TABLE t ADD COLUMN b int", NOTHING), add))
                    .isInstanceOfSatisfying(
                            ProofOutcome.Fails.class,
                            fails -> assertThat(fails.reason()).contains("column of t b should not be there"));
            assertThat(proof.of(current, plan(current, "INSERT INTO t VALUES (2, 0)", NOTHING), add))
                    .isInstanceOf(ProofOutcome.NotTried.class);
            assertThat(proof.of(current, plan(current, "DROP TABLE u", NOTHING), add))
                    .isInstanceOf(ProofOutcome.Fails.class);
        }
    }

    @Test
    void without_a_server_that_answers_nothing_is_proven() throws SQLException {
        DatabaseAddress nowhere = new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/postgres", "u", "p");
        SchemaProof proof = new SchemaProof(nowhere, new DatabaseName("proof"), nowhere);
        Plan nothing = PlainPlan.on(Catalog.empty()).plan();

        assertThat(proof.of(Catalog.empty(), nothing, nothing))
                .isInstanceOfSatisfying(
                        ProofOutcome.NotTried.class,
                        untried -> assertThat(untried.reason()).contains("127.0.0.1:1"));
    }

    private static Plan plan(Catalog current, String statement, Rollback rollback) {
        return PlainPlan.on(current).step(Phase.EXPAND, statement, rollback).plan();
    }

    private static DatabaseAddress copies() {
        return new DatabaseAddress(
                TestStack.copies().jdbcUrl("postgres"),
                TestStack.copies().user(),
                TestStack.copies().password());
    }

    private static DatabaseAddress address(TestDatabase database) {
        return new DatabaseAddress(
                database.jdbcUrl(),
                database.address().user(),
                database.address().password());
    }
}
