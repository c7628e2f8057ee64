package io.godwit.postgres.statement;

import io.godwit.model.catalog.PostgresNames;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The names of a statement that are longer than what PostgreSQL keeps. Parsed statements hold names as they are kept,
/// so only the text still has what was written.
public final class CutNames {
    private static final int KEPT_BYTES = 63;

    private CutNames() {}

    /// What was written, by what is kept of it. Empty for text that cannot be cut into tokens.
    public static Map<String, String> in(String sql) {
        Map<String, String> cut = new LinkedHashMap<>();
        for (Token token : tokens(sql)) {
            String written = sql.substring(token.start(), token.end());
            String name = token.kind() == Token.Kind.QUOTED_NAME
                    ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                    : written;
            if (token.isName() && name.getBytes(StandardCharsets.UTF_8).length > KEPT_BYTES) {
                cut.put(PostgresNames.stored(token.value()), name);
            }
        }
        return cut;
    }

    private static List<Token> tokens(String sql) {
        try {
            return Lexer.tokens(sql);
        } catch (SyntaxProblem unreadable) {
            return List.of();
        }
    }
}
