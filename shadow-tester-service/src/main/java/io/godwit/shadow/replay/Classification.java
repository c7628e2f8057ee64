package io.godwit.shadow.replay;

import io.godwit.events.CapturedStatement;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whether and how a captured statement can be replayed.
sealed interface Classification {
    /// It can.
    record Replayable(Mode mode) implements Classification {}

    /// It cannot.
    ///
    /// @param reason counted in the report
    record Skipped(String reason) implements Classification {}

    Pattern LEADING = Pattern.compile("^(\\s|\\(|--[^\\n]*\\n|/\\*.*?\\*/)++", Pattern.DOTALL);
    Pattern WRITES = Pattern.compile("\\b(insert|update|delete|merge)\\b", Pattern.CASE_INSENSITIVE);
    Pattern LOCKS_ROWS =
            Pattern.compile("\\bfor\\s+(update|no\\s+key\\s+update|share|key\\s+share)\\b", Pattern.CASE_INSENSITIVE);
    Pattern WAITS = Pattern.compile("\\bpg_sleep|\\bpg_(try_)?advisory_|\\bpg_notify\\b", Pattern.CASE_INSENSITIVE);
    Pattern CATALOG = Pattern.compile(
            "\\b(pg_catalog|information_schema)\\b|\\bpg_(class|attribute|type|stat_\\w+|database|settings|namespace|locks)\\b",
            Pattern.CASE_INSENSITIVE);
    Pattern PARAMETER = Pattern.compile("\\$[0-9]+");

    static Classification of(CapturedStatement statement) {
        String sql = LEADING.matcher(statement.getSql()).replaceFirst("");
        String word = sql.split("[^A-Za-z]", 2)[0].toUpperCase(Locale.ROOT);
        if (!statement.getParametersComplete()) {
            return new Skipped("the log had cut a value");
        }
        if (statement.getParameters().isEmpty() && PARAMETER.matcher(sql).find()) {
            return new Skipped("its values were not captured");
        }
        return switch (word) {
            case "SELECT", "VALUES", "TABLE", "WITH", "INSERT", "UPDATE", "DELETE", "MERGE" -> ofRows(word, sql);
            case "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE" ->
                new Skipped("transaction control");
            case "SET", "RESET", "SHOW", "DISCARD" -> new Skipped("session setting");
            case "COPY" -> new Skipped("COPY, whose rows are not captured");
            case "PREPARE", "EXECUTE", "DEALLOCATE", "DECLARE", "FETCH", "CLOSE", "MOVE" ->
                new Skipped("prepared by name or by cursor");
            case "CALL", "DO" -> new Skipped("procedure, which may commit");
            default -> new Skipped("utility statement " + word);
        };
    }

    private static Classification ofRows(String word, String sql) {
        if (WAITS.matcher(sql).find()) {
            return new Skipped("waits, or locks by advisory locks");
        }
        if (CATALOG.matcher(sql).find()) {
            return new Skipped("reads the system catalog");
        }
        boolean reads = switch (word) {
            case "SELECT", "VALUES", "TABLE" -> !LOCKS_ROWS.matcher(sql).find();
            case "WITH" ->
                !WRITES.matcher(sql).find() && !LOCKS_ROWS.matcher(sql).find();
            default -> false;
        };
        return new Replayable(reads ? Mode.READ : Mode.WRITE);
    }
}
