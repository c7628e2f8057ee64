package io.godwit.stack.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.stack.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SharedPartIT {
    private final SharedPart part =
            new SharedPart("copies", BuildFolder.testStack().resolve("killed-copies"));

    @Test
    void a_part_whose_process_was_killed_is_started_anew() throws SQLException {
        Properties first = part.addresses();
        ProcessHandle process = ProcessHandle.of(
                        Long.parseLong(first.getProperty("process").replaceAll("@.*", "")))
                .orElseThrow();
        process.destroyForcibly();
        process.onExit().join();

        Properties second = part.addresses();

        assertThat(second.getProperty("process")).isNotEqualTo(first.getProperty("process"));
        try (Connection connection =
                DatabaseAddress.parse(second.getProperty("address")).connect("postgres")) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }
}
