package io.godwit.cli.timeline;

import io.godwit.events.MigrationCommand;
import io.godwit.events.Promote;
import io.godwit.events.Resume;
import io.godwit.events.RollBack;

/// What somebody asked for, in one line.
final class CommandWords {
    private CommandWords() {}

    static String of(MigrationCommand command) {
        return "%s says: %s%s"
                .formatted(
                        command.getIssuedBy(),
                        verb(command.getCommand()),
                        command.getReason().isEmpty() ? "" : " (" + command.getReason() + ")");
    }

    private static String verb(Object command) {
        return switch (command) {
            case RollBack rollBack -> rollBack.getCancel() ? "cancel" : "roll back";
            case Promote promote -> promote(promote);
            case Resume resume ->
                resume.getSpeedPercent()
                        .map(percent -> "speed " + percent + "%")
                        .orElse("resume");
            default -> command.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        };
    }

    private static String promote(Promote promote) {
        String deployed = promote.getRevision()
                .map(revision -> ", revision " + Words.abbreviated(revision) + " is deployed")
                .orElse("");
        return (promote.getNow() ? "promote now" : "promote") + deployed;
    }
}
