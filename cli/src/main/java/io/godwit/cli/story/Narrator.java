package io.godwit.cli.story;

import io.godwit.cli.Console;
import io.godwit.cli.timeline.Narration;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Tells the demo, each line with the seconds since it began.
final class Narrator {
    private final Console console;
    private final Instant began = Instant.now();

    Narrator(Console console) {
        this.console = console;
    }

    /// A new part of the story.
    void chapter(String title) {
        console.say("");
        console.say(clock() + "@|bold " + title + "|@");
    }

    void tell(String sentence) {
        console.sayPlain(clock() + sentence);
    }

    /// An event, with the facts under it.
    void tell(Narration narration) {
        tell(narration.headline());
        narration.facts().forEach(this::fact);
    }

    void fact(String fact) {
        console.sayPlain(" ".repeat(9) + "  " + fact);
    }

    /// Something the story depends on, seen or missed.
    void outcome(boolean seen, String what) {
        String sign = seen ? "@|green ✓|@ " : "@|red ✗ not seen:|@ ";
        console.say(clock() + sign + what.replace("@|", "@ |"));
    }

    private String clock() {
        double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "%6.1f s  ", seconds);
    }
}
