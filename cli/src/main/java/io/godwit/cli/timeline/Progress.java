package io.godwit.cli.timeline;

import io.godwit.events.MigrationProgress;
import java.time.Duration;
import java.util.Locale;

/// A long step's progress in one line.
final class Progress {
    private Progress() {}

    static String of(MigrationProgress progress) {
        StringBuilder line = new StringBuilder(stage(progress)).append(": ").append(progress.getMessage());
        progress.getRowsDone()
                .ifPresent(done -> line.append(String.format(Locale.ROOT, ", %,d", done))
                        .append(progress.getRowsTotal()
                                .map(total -> String.format(Locale.ROOT, " of about %,d rows", total))
                                .orElse(" rows")));
        progress.getRowsPerSecond().ifPresent(rate -> line.append(String.format(Locale.ROOT, ", %,.0f rows/s", rate)));
        progress.getRemainingMillis()
                .ifPresent(left -> line.append(", about ")
                        .append(Words.of(Duration.ofMillis(left)))
                        .append(" left"));
        return line.toString();
    }

    private static String stage(MigrationProgress progress) {
        return progress.getStage().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
