package io.godwit.model;

import java.nio.charset.StandardCharsets;

/// Writes names and strings into SQL.
public final class SqlName {
    private static final int LONGEST_LABEL = 63;

    private SqlName() {}

    /// The name in double quotes, always, so that neither case nor reserved words matter.
    ///
    /// @throws UnusableName for an empty name or one with a null character, which PostgreSQL cannot
    /// store
    public static String quoted(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new UnusableName("PostgreSQL has no names that are empty or contain a null character");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// The label of an enum type as an SQL string constant.
    ///
    /// @throws UnusableName for one PostgreSQL refuses: of more than 63 bytes (it cuts names, but no labels), or
    /// with a null character
    public static String label(String label) {
        if (label.getBytes(StandardCharsets.UTF_8).length > LONGEST_LABEL) {
            throw new UnusableName(
                    "PostgreSQL has no enum labels of more than " + LONGEST_LABEL + " bytes, as '" + label + "' has");
        }
        return literal(label);
    }

    /// The text as an SQL string constant. Texts with backslashes are written with the E prefix, right
    /// under any `standard_conforming_strings`; so are those with line ends, which keeps a statement on its
    /// lines.
    ///
    /// @throws UnusableName for a text with a null character, which PostgreSQL cannot store
    public static String literal(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new UnusableName("PostgreSQL has no strings that contain a null character");
        }
        String doubled = "'" + text.replace("'", "''") + "'";
        boolean plain = text.indexOf('\\') < 0 && text.indexOf('\n') < 0;
        return plain ? doubled : "E" + doubled.replace("\\", "\\\\").replace("\n", "\\n");
    }
}
