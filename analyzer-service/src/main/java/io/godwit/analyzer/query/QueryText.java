package io.godwit.analyzer.query;

import java.util.Map;

/// A query as SQL that can be parsed: every placeholder, of whichever form, and every value pasted in is a parameter
/// `:godwit_1`; a name known only at run time is a name that begins with [#UNKNOWN].
///
/// @param sql       the text
/// @param binds     what the parameters stand for in the source, by their name
/// @param pastedIn  whether parts of it are known only at run time and were left out
record QueryText(String sql, Map<String, String> binds, boolean pastedIn) {
    static final String UNKNOWN = "godwit_unknown_";
    static final String PARAMETER = "godwit_";

    /// A query that was found, made parseable.
    static QueryText of(FoundString found) {
        return new QueryConversion(found).text();
    }
}
