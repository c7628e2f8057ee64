package io.godwit.cli.diff;

import java.util.regex.Pattern;

/// A script as `pg_dump` writes it, without what only `psql` understands: its commands (`\restrict` since 2025,
/// `\connect`) and the rows of `COPY … FROM stdin`, which are no part of a schema.
final class DumpedSql {
    private static final Pattern COPY = Pattern.compile("(?i)COPY\\s+.*\\s+FROM\\s+stdin\\b.*;\\s*");
    private static final String END_OF_ROWS = "\\.";

    private DumpedSql() {}

    static String withoutPsql(String script) {
        if (!script.contains("\\")) {
            return script;
        }
        StringBuilder sql = new StringBuilder();
        boolean rows = false;
        for (String line : script.split("(?<=\n)")) {
            if (rows) {
                rows = !line.strip().equals(END_OF_ROWS);
            } else if (COPY.matcher(line).matches()) {
                rows = true;
            } else if (!line.matches("(?s)\\\\[a-z]+\\b.*")) {
                sql.append(line);
            }
        }
        return sql.toString();
    }
}
