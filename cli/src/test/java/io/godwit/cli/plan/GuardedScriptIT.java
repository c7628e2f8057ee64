package io.godwit.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.cli.scratch.ScratchDatabase;
import io.godwit.cli.scratch.ScratchServer;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.postgres.catalog.CatalogReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Scripts made without a look at the rows, on rows of every kind.
class GuardedScriptIT {
    private static final String LIVE = """
            CREATE TYPE "Bark" AS ENUM ('rough', 'smooth');
            CREATE TABLE "Tree" ("id" integer NOT NULL, "fullName" text NOT NULL, "bark" "Bark",
              CONSTRAINT "Tree_pkey" PRIMARY KEY ("id"));
            CREATE TABLE "Forest" ("id" integer NOT NULL, "size" integer, "place" text, "owner" text,
              CONSTRAINT "Forest_pkey" PRIMARY KEY ("id"));
            """;
    private static final Map<String, ?> CASE =
            Map.of("id", "renamed", "before", Map.of("schema.prisma", """
                    enum Bark {
                      rough
                      smooth
                    }
                    model Tree {
                      id       Int    @id
                      fullName String
                      bark     Bark?
                    }
                    model Forest {
                      id    Int     @id
                      size  Int?
                      place String?
                      owner String?
                    }
                    """), "after", Map.of("schema.prisma", """
                    enum Bark {
                      rough
                      smooth
                    }
                    model Tree {
                      id   Int    @id
                      name String
                      rind Bark?
                    }
                    model Wood {
                      id    Int     @id
                      size  Int?
                      place String?
                      owner String?
                    }
                    """));

    private static ScratchServer server;

    @BeforeAll
    static void start() {
        server = ScratchServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void what_holds_nothing_goes_and_comes_back() throws SQLException {
        try (ScratchDatabase database = server.newDatabase(LIVE);
                Connection connection = database.connect()) {
            Catalog before = CatalogReader.read(connection);
            Map<String, ?> planned = plan(database);

            run(String.valueOf(planned.get("sql")), connection);
            Catalog after = CatalogReader.read(connection);
            run(String.valueOf(planned.get("rollback")), connection);

            assertThat(after.tables().keySet())
                    .extracting(name -> name.name())
                    .containsExactlyInAnyOrder("Tree", "Wood");
            assertThat(after.tables().values())
                    .allSatisfy(table -> assertThat(table.columns())
                            .noneMatch(column -> column.name().equals("fullName")));
            assertThat(CatalogDiff.between(before, CatalogReader.read(connection)))
                    .isEmpty();
        }
    }

    @Test
    void what_holds_something_stays_and_is_untouched_by_the_way_back() throws SQLException {
        try (ScratchDatabase database = server.newDatabase(LIVE);
                Connection connection = database.connect()) {
            Catalog before = CatalogReader.read(connection);
            Map<String, ?> planned = plan(database);
            run("""
                    INSERT INTO "Tree" VALUES (1, 'Quercus robur', NULL);
                    INSERT INTO "Forest" VALUES (1, 10, 'Epping', NULL)""", connection);

            run(String.valueOf(planned.get("sql")), connection);
            String kept =
                    text("SELECT max(\"fullName\") || (SELECT max(place) FROM \"Forest\") FROM \"Tree\"", connection);
            long bark = Long.parseLong(
                    text("SELECT count(*) FROM information_schema.columns WHERE column_name = 'bark'", connection));
            run(String.valueOf(planned.get("rollback")), connection);

            assertThat(kept).isEqualTo("Quercus roburEpping");
            assertThat(bark).as("a column of nothing but NULL holds nothing").isZero();
            assertThat(CatalogDiff.between(before, CatalogReader.read(connection)))
                    .isEmpty();
            assertThat(text("SELECT max(\"fullName\") FROM \"Tree\"", connection))
                    .isEqualTo("Quercus robur");
        }
    }

    private static Map<String, ?> plan(ScratchDatabase database) {
        try (CaseRun run = new CaseRun(Form.PLAIN, ProjectFacts.none())) {
            return run.answered(JsonTree.write(CASE), database);
        }
    }

    private static void run(String script, Connection connection) throws SQLException {
        for (String statement : script.split(";\n")) {
            try (Statement one = connection.createStatement()) {
                one.execute(statement);
            }
        }
    }

    private static String text(String query, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
