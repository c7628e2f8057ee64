package io.godwit.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.acceptance.InMemory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A few migrations of chance, always the same ones; [SurvivalRuns] has any number of them. What must be so in the end
/// [MigrationTrial] looks at itself.
class SurvivalIT {
    private static final long SEED = 1;
    private static final Set<Disturbance> DISTURBANCES = EnumSet.complementOf(EnumSet.of(Disturbance.RESTART_BROKER));

    @TempDir(factory = InMemory.class)
    static Path folder;

    private static Proving proving;

    @BeforeAll
    static void start() {
        proving = Proving.start(folder, DISTURBANCES);
    }

    @AfterAll
    static void stop() {
        proving.close();
    }

    @Test
    void clients_that_write_during_a_migration_lose_nothing() throws SQLException {
        assertThat(MigrationTrial.forward(proving, SurvivalCases.fewerLabels(), SEED, 0, DISTURBANCES))
                .satisfies(outcome -> disturbed(outcome, 0));
    }

    @Test
    void a_migration_that_is_disturbed_ends_as_if_it_had_not_been() throws SQLException {
        assertThat(MigrationTrial.forward(proving, SurvivalCases.otherTypes(), SEED, 3, DISTURBANCES))
                .satisfies(outcome -> disturbed(outcome, 3));
    }

    @Test
    void a_migration_that_is_disturbed_on_its_way_back_leaves_nothing() throws SQLException {
        assertThat(MigrationTrial.back(proving, SurvivalCases.otherTypes(), SEED, 2, DISTURBANCES))
                .satisfies(outcome -> disturbed(outcome, 2));
    }

    private static void disturbed(MigrationTrial.Outcome outcome, int times) {
        assertThat(outcome.points()).hasSize(times);
        assertThat(outcome.committed()).isPositive();
    }
}
