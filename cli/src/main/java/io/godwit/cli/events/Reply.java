package io.godwit.cli.events;

import io.godwit.cli.ExitCode;
import io.godwit.events.CommandOutcome;
import io.godwit.events.MigrationProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What the executor says to a command.
///
/// @param message what it did, or why it did not
public record Reply(CommandOutcome outcome, String message) {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /// Waits for it.
    ///
    /// @param command its id
    /// @return empty if none came within that time
    public static Optional<Reply> await(MigrationFeed feed, UUID command, Duration patience) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < patience.toNanos()) {
            List<Reply> replies = feed.next(BETWEEN_LOOKS).stream()
                    .map(MigrationFeed.News::event)
                    .filter(MigrationProgress.class::isInstance)
                    .map(MigrationProgress.class::cast)
                    .flatMap(progress -> progress
                            .getAnswers()
                            .filter(answer -> answer.getCommandId().equals(command))
                            .map(answer -> new Reply(answer.getOutcome(), progress.getMessage()))
                            .stream())
                    .toList();
            if (!replies.isEmpty()) {
                return Optional.of(replies.getLast());
            }
        }
        return Optional.empty();
    }

    /// That a command was refused, a script has to notice; that it was given twice, it has not.
    public int exitCode() {
        return switch (outcome) {
            case DONE, UNNEEDED, KEPT, UNKNOWN -> ExitCode.OK;
            case REFUSED -> ExitCode.FINDINGS;
        };
    }
}
