package io.godwit.analyzer.written;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What the tables in which migration tools keep what has run say. Known of the database only: without one, nothing
/// has run.
public interface ToolHistory {
    /// Where a tool says that it ran.
    ///
    /// @param table the tool's table; empty if no tool says so
    record Answer(String table, boolean ran) {
        static final Answer NO = new Answer("", false);
    }

    /// Whether the tool's record says that the migration ran.
    Answer of(Script script);

    /// What a reader should know: tables that may not be read.
    List<String> notes();

    /// Where no database is asked.
    static ToolHistory none() {
        return new ToolHistory() {
            @Override
            public Answer of(Script script) {
                return Answer.NO;
            }

            @Override
            public List<String> notes() {
                return List.of();
            }
        };
    }

    /// As Flyway compares versions: `1_2`, `1.2` and `01.2.0` are the same (documentation.red-gate.com/flyway,
    /// "Versioned migrations").
    static String flywayVersion(String version) {
        List<String> parts = Arrays.stream(version.split("[._]"))
                .filter(part -> part.matches("\\d+"))
                .map(part -> new BigInteger(part).toString())
                .collect(Collectors.toList());
        while (parts.size() > 1 && parts.getLast().equals("0")) {
            parts.removeLast();
        }
        return String.join(".", parts);
    }
}
