package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Locks reach relations the statement does not name.
public final class UnnamedTableLocked implements Rule {
    @Override
    public String code() {
        return "GW106";
    }

    @Override
    public String title() {
        return "A table that the statement does not name is locked";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        String text = statement.parsed().text().toLowerCase(Locale.ROOT);
        String others = statement.effect().locks().entrySet().stream()
                .filter(lock -> !lock.getKey().fresh() && !lock.getKey().index())
                .filter(lock -> lock.getValue().blocksWriters())
                .filter(lock -> !text.contains(lock.getKey().name().name().toLowerCase(Locale.ROOT)))
                .map(lock -> lock.getKey() + " (" + lock.getValue().sql() + ")")
                .collect(Collectors.joining(", "));
        if (others.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(statement
                .finding(
                        code(),
                        statement.blocking() == Blocking.LONG ? Severity.WARNING : Severity.INFO,
                        "also locks " + others + ", which it does not name",
                        "foreign keys, partitions, children and users of a domain are locked with the table",
                        "look at what runs on these tables as well; drop a foreign key by itself first, with a lock timeout")
                .informing());
    }
}
