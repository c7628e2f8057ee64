package io.godwit.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.cli.scratch.ScratchServer;
import io.godwit.model.finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Two schemas that hold something of every kind, each made of the other.
class DiffPlanningIT {

    @Test
    void a_schema_of_everything_becomes_another_and_is_brought_back() throws IOException, SQLException {
        String before = resource("before.sql");
        String after = resource("after.sql");
        try (ScratchServer server = ScratchServer.start()) {
            DiffPlanning planning = new DiffPlanning(server, false);

            assertThat(planning.between(before, after, Given.nothing()).error()).isEmpty();
            assertThat(planning.between(after, before, Given.nothing()).error()).isEmpty();
            assertThat(planning.between(after, after, Given.nothing()).plan().steps())
                    .isEmpty();

            SchemaDiff merge = planning.between(
                    "create table p(id int primary key, a text not null, b text not null)",
                    "create table p(id int primary key, c text not null)",
                    new Given(Map.of("p.c", "a || ' ' || b"), Map.of()));
            assertThat(merge.error()).isEmpty();
            assertThat(merge.rollback()).contains("SET \"a\" = split_part(\"c\", ' ', 1), \"b\" = ");
        }
    }

    @Test
    void a_table_and_a_column_that_are_said_to_be_renamed_keep_their_rows() throws SQLException {
        String before = """
                create table person (id serial primary key, name text not null, boss int references person);
                create index person_name on person (name) where name <> '';
                create view named as select name from person;
                """;
        String after = """
                create table people (id serial primary key, full_name text not null, boss int references people);
                create index people_name on people (full_name) where full_name <> '';
                create view named as select full_name as name from people;
                """;
        Given said = new Given(Map.of(), Map.of("person", "people", "people.name", "full_name"));
        try (ScratchServer server = ScratchServer.start()) {
            for (boolean plain : new boolean[] {true, false}) {
                SchemaDiff renamed = new DiffPlanning(server, plain).between(before, after, said);

                assertThat(renamed.error()).isEmpty();
                assertThat(renamed.findings())
                        .noneMatch(finding -> finding.message().contains("plain form"));
                assertThat(renamed.sql()).doesNotContain("DROP TABLE").doesNotContain("DROP CONSTRAINT");
                assertThat(renamed.findings()).noneMatch(finding -> !plain && finding.severity() == Severity.DANGER);
            }
        }
    }

    @Test
    void a_rename_that_cannot_be_is_refused_by_name() throws SQLException {
        String before = "create table person (id int, name text, born date); create table pet (id int)";
        String after = "create table people (id int, full_name text, born date); create table pet (id int)";
        try (ScratchServer server = ScratchServer.start()) {
            DiffPlanning planning = new DiffPlanning(server, true);
            Map.of(
                            Map.of("persons", "people"), "no such table or column",
                            Map.of("person", "folk"), "no table of that name; new there: people",
                            Map.of("person", "pet"), "both schemas have a table of the new name",
                            Map.of("person", "people", "person.nam", "full_name"), "no such column",
                            Map.of("person", "people", "person.name", "surname"), "no such column in people",
                            Map.of("person", "people", "person.name", "born"),
                                    "both schemas have a column of the new name")
                    .forEach((renames, why) -> assertThatThrownBy(
                                    () -> planning.between(before, after, new Given(Map.of(), renames)))
                            .hasMessageContaining("--rename")
                            .hasMessageContaining(why));
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream text = Objects.requireNonNull(DiffPlanningIT.class.getResourceAsStream(name), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
