package io.godwit.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.acceptance.InMemory;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// As many migrations as are asked for: [SurvivalRuns].
@EnabledIfSystemProperty(named = "godwit.crash.points", matches = "\\d+")
class ManyCrashesIT {
    @TempDir(factory = InMemory.class)
    static Path folder;

    @Test
    void none_of_them_shows_what_has_befallen_it() throws SQLException {
        assertThat(SurvivalRuns.failures(folder)).isEmpty();
    }
}
