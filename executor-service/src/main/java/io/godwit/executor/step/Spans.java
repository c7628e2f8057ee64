package io.godwit.executor.step;

import java.time.Duration;
import java.util.Locale;

/// Lengths of time in words.
final class Spans {
    private Spans() {}

    /// `1.5 s`, `3 min 5 s`, `2 h 10 min`.
    static String text(Duration span) {
        if (span.compareTo(Duration.ofMinutes(1)) < 0) {
            return span.toMillis() % 1000 == 0
                    ? span.toSeconds() + " s"
                    : String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
        }
        if (span.compareTo(Duration.ofHours(1)) < 0) {
            return span.toMinutes() + " min" + (span.toSecondsPart() == 0 ? "" : " " + span.toSecondsPart() + " s");
        }
        return span.toHours() + " h" + (span.toMinutesPart() == 0 ? "" : " " + span.toMinutesPart() + " min");
    }
}
