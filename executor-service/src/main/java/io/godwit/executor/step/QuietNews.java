package io.godwit.executor.step;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// What is told of a wait for quiet.
///
/// @param what    is waited for
/// @param promote ends the wait: the command
/// @param lastUse who used the old last; empty if nobody was seen
/// @param blind   which uses cannot be seen, and why
/// @param waiters who waits for this migration, in words; empty for nobody
record QuietNews(String what, String promote, String lastUse, List<String> blind, String waiters) {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");

    QuietNews {
        blind = List.copyOf(blind);
    }

    /// Time does not end the wait, because not all is seen.
    String aPersonHasToSay() {
        return what + ": no use was seen for so long, but not all uses can be seen, so a person has to say that nobody"
                + " uses it: " + promote + "." + blindness() + waiters;
    }

    String until(Instant now, Duration left) {
        Instant end = now.plus(left).truncatedTo(ChronoUnit.SECONDS);
        return what + ": until " + MOMENT.format(end.atOffset(ZoneOffset.UTC)) + "."
                + (lastUse.isEmpty() ? "" : " Last used " + lastUse + ".") + blindness() + " To go on at once: "
                + promote + "." + waiters;
    }

    private String blindness() {
        return blind.isEmpty() ? "" : " Not seen: " + String.join("; ", blind) + ".";
    }
}
