package io.godwit.postgres.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.plan.Plan;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.planning.PlainPlanner;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Steps come in an order that PostgreSQL takes, forward and back.
final class StepOrderTest {

    @Test
    void a_new_table_takes_the_names_of_a_dropped_one_and_gives_them_back() throws SQLException {
        String task = """
                create table %s (id int constraint task_pkey primary key, name text, at date,
                    constraint task_name unique (name));
                create index task_at on %1$s (at);
                """;
        thereAndBack(task.formatted("task"), task.formatted("private_task"));
    }

    @Test
    void a_column_changes_its_type_before_a_new_one_is_computed_from_it() throws SQLException {
        thereAndBack("create table job (id int primary key, attempts int not null default 0, at date)", """
                create table job (id int primary key, attempts smallint not null default 0, at date,
                    waits boolean not null generated always as (at is null and attempts < 3) stored)
                """);
    }

    private static void thereAndBack(String before, String after) throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                TestDatabase wanted = TestStack.newDatabase();
                Connection connection = database.connect();
                Connection there = wanted.connect()) {
            database.execute(before);
            wanted.execute(after);
            Catalog live = CatalogReader.read(connection);
            Catalog models = CatalogReader.read(there);
            Plan plan = PlainPlanner.plan(CatalogDiff.between(live, models), live, LiveTables.empty())
                    .plan();

            assertThat(PlanProof.of(connection, plan, Optional.of(models)).problem())
                    .isEmpty();
        }
    }
}
