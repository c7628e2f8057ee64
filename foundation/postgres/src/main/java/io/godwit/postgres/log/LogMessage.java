package io.godwit.postgres.log;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The message of a log line that reports how long a statement, or one step of the extended protocol, took:
/// `duration: 0.950 ms  execute S_1: select ...`.
///
/// @param step     which step
/// @param duration how long it took
/// @param sql      the statement's text
record LogMessage(Step step, Duration duration, String sql) {
    /// `parse`, `bind`, `execute` belong to the extended protocol, `statement` to the simple one. Fetching further rows
    /// of an open portal is not a new execution.
    enum Step {
        PARSE,
        BIND,
        EXECUTE,
        FETCH,
        STATEMENT
    }

    private static final Pattern DURATION = Pattern.compile(
            "duration: (\\d+)\\.(\\d{3}) ms  (statement|parse [^:]+|bind [^:]+|execute fetch from [^:]+|execute [^:]+): (.*)",
            Pattern.DOTALL);

    /// Empty if the message reports something else.
    static Optional<LogMessage> parse(String message) {
        if (!message.startsWith("duration: ")) {
            return Optional.empty();
        }
        Matcher matcher = DURATION.matcher(message);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Duration duration =
                Duration.ofMillis(Long.parseLong(matcher.group(1))).plusNanos(Long.parseLong(matcher.group(2)) * 1000);
        return Optional.of(new LogMessage(step(matcher.group(3)), duration, matcher.group(4)));
    }

    private static Step step(String words) {
        if (words.startsWith("execute fetch from ")) {
            return Step.FETCH;
        }
        return Step.valueOf(words.split(" ", 2)[0].toUpperCase(java.util.Locale.ROOT));
    }
}
