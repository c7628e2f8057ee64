package io.godwit.postgres.statement;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a script holds for `psql`, not for the server: lines that begin with a backslash (`\\set`, `\\c`), and the rows
/// of `COPY … FROM stdin`, as `pg_dump` writes them.
final class PsqlScript {
    private static final Pattern COPIED = Pattern.compile(
            "(?im)^[ \\t]*copy\\b[^;]*\\bfrom\\s+stdin\\b[^;]*;[^\\n]*\\n(?<rows>(?s:.*?)(?:^\\\\\\.[ \\t\\r]*$|\\z))");
    private static final Pattern COMMAND = Pattern.compile("(?m)^[ \\t]*(?<rows>\\\\[A-Za-z!?][^\\n]*)$");

    private PsqlScript() {}

    /// The script with blanks in their place, so that every other character stays where it is.
    static String withoutItsOwn(String script) {
        return script.indexOf('\\') < 0 ? script : blanked(blanked(script, COPIED), COMMAND);
    }

    private static String blanked(String script, Pattern pattern) {
        Matcher matcher = pattern.matcher(script);
        StringBuilder kept = new StringBuilder(script.length());
        int from = 0;
        while (matcher.find()) {
            kept.append(script, from, matcher.start("rows"));
            for (int i = matcher.start("rows"); i < matcher.end("rows"); i++) {
                kept.append(script.charAt(i) == '\n' ? '\n' : ' ');
            }
            from = matcher.end("rows");
        }
        return kept.append(script, from, script.length()).toString();
    }
}
