package io.godwit.analyzer.query;

import java.util.regex.Pattern;

/// What a query lacks where something is pasted in, told by what stands before and behind.
enum HolePlace {
    /// A name of a table or column.
    NAME,
    /// A query in parentheses.
    QUERY,
    /// `column = value` behind SET.
    ASSIGNMENTS,
    /// Columns with their values behind `INSERT INTO t`.
    COLUMNS_AND_VALUES,
    /// The type of a cast.
    TYPE,
    /// A value, or several.
    VALUE,
    /// A clause, condition or list, which is left out.
    CLAUSE;

    private static final Pattern VALUE_FROM =
            Pattern.compile("(?is).*(?:\\bdistinct|\\b(?:extract|trim|substring|overlay)\\s*\\([^()]*)\\s+from\\s*");
    private static final Pattern TABLE_AHEAD =
            Pattern.compile("(?is).*\\b(?:from|join|into|update|table|only)\\s*|.*\\.");
    private static final Pattern QUERY_AHEAD =
            Pattern.compile("(?is).*\\b(?:from|join|as|exists|lateral|materialized)\\s*\\(\\s*");
    private static final Pattern COLUMN_LIST = Pattern.compile(
            "(?is).*\\b(?:insert\\s+into\\s+[^\\s()]+(?:\\s+as\\s+\\w+)?|on\\s+conflict)\\s*\\((?:[^()]*,)?\\s*");
    private static final Pattern INSERT = Pattern.compile("(?is).*\\binsert\\s+into\\s+[^\\s()]+\\s*");
    private static final Pattern REST_OF_INSERT =
            Pattern.compile("(?is)(?:\\(|values\\b|select\\b|default\\b|with\\b|as\\b).*");
    private static final Pattern COMPARED =
            Pattern.compile("(?is)(?:=|<|>|!=|~|(?:is|in|like|ilike|between|not\\s+in|not\\s+like)\\b).*");

    /// @param before what stands before it, already as SQL
    /// @param rest   what stands behind it
    static HolePlace between(String before, String rest) {
        if (before.matches("(?s).*::\\s*")) {
            return TYPE;
        }
        if (VALUE_FROM.matcher(before).matches()) {
            return VALUE;
        }
        boolean glued = before.matches("(?s).*\\w") || rest.startsWith(".");
        if (glued
                || TABLE_AHEAD.matcher(before).matches()
                || COLUMN_LIST.matcher(before).matches()) {
            return NAME;
        }
        if (QUERY_AHEAD.matcher(before).matches()) {
            return QUERY;
        }
        if (before.matches("(?is).*\\bset\\s*")) {
            return rest.startsWith("=") ? NAME : ASSIGNMENTS;
        }
        if (INSERT.matcher(before).matches() && !REST_OF_INSERT.matcher(rest).matches()) {
            return COLUMNS_AND_VALUES;
        }
        if (before.matches("(?is).*\\b(?:and|or|where|on|having|when|not)\\s*")) {
            return COMPARED.matcher(rest).matches() ? NAME : CLAUSE;
        }
        boolean value =
                before.matches("(?is).*(?:[=<>(+|*/-]|\\b(?:limit|offset|like|ilike|interval|between|in|values))\\s*")
                        || before.matches("(?s).*,\\s*") && rest.matches("(?s)[,)].*");
        return value ? VALUE : CLAUSE;
    }
}
