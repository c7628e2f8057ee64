package io.godwit.postgres.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.planning.PlainPlanner;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.copy.CopiesServer;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProofVersionsTest {
    private static final String BEFORE = """
            create table person (id int primary key, name text check (name <> ''), at date default current_date);
            create index on person (lower(name)) where id > 0;
            create view people as select person.id, person.name from person;
            """;
    private static final ProofVersions SAME = new ProofVersions(18, 18);
    private static final ProofVersions OTHER = new ProofVersions(15, 18);

    @Test
    void a_view_that_another_version_prints_otherwise_does_not_keep_a_plan_from_its_proof() throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                TestDatabase after = TestStack.newDatabase();
                Connection connection = database.connect();
                Connection changed = after.connect();
                CopiesServer server = CopiesServer.open(ProofGround.copies())) {
            database.execute(BEFORE);
            after.execute(BEFORE.replace("at date", "at timestamptz"));
            Catalog current = CatalogReader.read(connection);
            Catalog elsewhere = printedOtherwise(current);
            Plan plan = PlainPlanner.plan(
                            CatalogDiff.between(current, CatalogReader.read(changed)), current, LiveTables.empty())
                    .plan();
            SchemaProof proof = ProofGround.of(database);

            assertThat(SAME.between(elsewhere, current))
                    .singleElement()
                    .asString()
                    .contains("view public.people");
            assertThat(OTHER.between(elsewhere, current)).isEmpty();
            assertThat(proof.of(server, OTHER, elsewhere, plan, plan))
                    .isEqualTo(new ProofOutcome.Proven("a copy of the schema in PostgreSQL 18"));
        }
    }

    @Test
    void what_is_missing_is_seen_whatever_the_version() throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect()) {
            database.execute(BEFORE);
            Catalog current = CatalogReader.read(connection);
            database.execute("drop view people; drop index person_lower_idx; alter table person drop at");

            assertThat(OTHER.between(current, CatalogReader.read(connection)))
                    .containsExactly(
                            "column of person at is missing",
                            "index of person person_lower_idx is missing",
                            "view public.people is missing");
        }
    }

    @Test
    void what_another_version_refuses_is_unknown_and_no_failure() throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect();
                CopiesServer server = CopiesServer.open(ProofGround.copies())) {
            database.execute(BEFORE);
            Catalog current = CatalogReader.read(connection);
            String refused = "DROP TABLE nobody_has_it";
            Plan plan = new Plan(
                    current.hash(),
                    List.of(Step.of(
                            "s1",
                            Phase.EXPAND,
                            refused,
                            Action.RunSql.together(refused),
                            Rollback.lossless(),
                            Optional.empty())));
            SchemaProof proof = ProofGround.of(database);

            assertThat(proof.of(server, SAME, current, plan, plan)).isInstanceOf(ProofOutcome.Fails.class);
            assertThat(proof.of(server, OTHER, current, plan, plan))
                    .isInstanceOfSatisfying(
                            ProofOutcome.NotTried.class,
                            untried -> assertThat(untried.reason())
                                    .startsWith("the copies server is PostgreSQL 18, production is 15, and there")
                                    .contains("nobody_has_it"));
        }
    }

    private static Catalog printedOtherwise(Catalog catalog) {
        return catalog.withObjects(catalog.objects().values().stream()
                .map(object -> object.kind() == ObjectKind.VIEW ? otherwise(object) : object)
                .toList());
    }

    private static SchemaObject otherwise(SchemaObject view) {
        return new SchemaObject(
                view.kind(),
                view.identity(),
                List.of(view.makes().getFirst() + " -- in other words"),
                view.removes(),
                view.alters(),
                view.form(),
                view.uses(),
                view.tables());
    }
}
