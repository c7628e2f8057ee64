package io.godwit.cli.timeline;

import io.godwit.events.SourceLocation;
import java.time.Duration;
import java.util.Locale;

/// Figures and names as people say them.
public final class Words {
    private Words() {}

    /// A duration with its unit, for example `4 ms`, `1.7 s`, `3 min 5 s`.
    public static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1 && !duration.isZero()) {
            return "%.1f ms".formatted(duration.toNanos() / 1e6);
        }
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }

    public static String micros(long micros) {
        return of(Duration.ofNanos(micros * 1000));
    }

    /// A number with its noun: `1 row`, `2,000 rows`.
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /// `file:line`, or the file alone where all of it is meant.
    static String place(SourceLocation location) {
        return location.getLine() == 0 ? location.getFile() : location.getFile() + ":" + location.getLine();
    }

    /// The first characters of an id: enough for people.
    public static String abbreviated(Object id) {
        String text = id.toString();
        return text.substring(0, Math.min(8, text.length()));
    }

    /// The text on one line, cut where it is longer than `length`.
    public static String shortened(String text, int length) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= length ? line : line.substring(0, length - 1) + "…";
    }
}
