package io.godwit.cli.check;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A statement in its surroundings, as a line of `--cases` has it.
///
/// @param version of PostgreSQL, 14 to 18; 18 where the line names none
/// @param setup   what makes the database the statement is for
record StatementCase(String id, int version, String setup, String sql) {
    private static final int NEWEST = 18;

    /// @param value of a line of JSON
    /// @param base  runs before the line's own setup
    static StatementCase read(@Nullable Object value, String base, int number) throws IOException {
        if (!(value instanceof Map<?, ?> line) || !(line.get("sql") instanceof String sql)) {
            throw new IOException("an object with a text \"sql\" is needed");
        }
        Object id = line.get("id");
        Object setup = line.get("setup");
        return new StatementCase(
                id == null ? "line " + number : String.valueOf(id),
                version(line.get("pg")),
                base + "\n" + (setup == null ? "" : setup),
                sql);
    }

    private static int version(@Nullable Object pg) {
        if (pg instanceof Number number) {
            return number.intValue();
        }
        return pg instanceof String text && text.matches("\\d+.*")
                ? Integer.parseInt(text.replaceAll("\\D.*", ""))
                : NEWEST;
    }
}
