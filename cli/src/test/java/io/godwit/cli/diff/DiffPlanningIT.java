package io.godwit.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.cli.scratch.ScratchServer;
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

            assertThat(planning.between(before, after, Map.of()).error()).isEmpty();
            assertThat(planning.between(after, before, Map.of()).error()).isEmpty();
            assertThat(planning.between(after, after, Map.of()).plan().steps()).isEmpty();

            SchemaDiff merge = planning.between(
                    "create table p(id int primary key, a text not null, b text not null)",
                    "create table p(id int primary key, c text not null)",
                    Map.of("p.c", "a || ' ' || b"));
            assertThat(merge.error()).isEmpty();
            assertThat(merge.rollback()).contains("SET \"a\" = split_part(\"c\", ' ', 1), \"b\" = ");
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream text = Objects.requireNonNull(DiffPlanningIT.class.getResourceAsStream(name), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
