package io.godwit.postgres.statement;

import java.util.List;
import java.util.Set;

/// The head of a function or procedure: its name, arguments and result, up to its options and its body.
///
/// @param text     as written
/// @param standard whether the body is SQL that PostgreSQL parses at once (`RETURN …`, `BEGIN ATOMIC …`), so that what
/// it names are dependencies
public record RoutineHead(String text, boolean standard) {
    /// The words that may follow the arguments and the result (documentation of CREATE FUNCTION). In the list of
    /// arguments they are names.
    private static final Set<String> OPTIONS = Set.of(
            "as",
            "language",
            "transform",
            "window",
            "immutable",
            "stable",
            "volatile",
            "not",
            "leakproof",
            "called",
            "strict",
            "external",
            "security",
            "parallel",
            "cost",
            "rows",
            "support",
            "set",
            "begin",
            "return");

    /// @param routine what follows `CREATE FUNCTION`; all of it is the head if it cannot be read
    public static RoutineHead of(String routine) {
        List<Token> tokens;
        try {
            tokens = Lexer.tokens(routine);
        } catch (SyntaxProblem unreadable) {
            return new RoutineHead(routine, false);
        }
        int depth = 0;
        int end = -1;
        boolean standard = false;
        boolean listed = false;
        for (int at = 0; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            listed |= depth > 0;
            boolean option = listed && depth == 0 && token.kind() == Token.Kind.WORD && OPTIONS.contains(token.value());
            if (option && end < 0) {
                end = token.start();
            }
            standard |= option
                    && (token.isWord("return")
                            || token.isWord("begin")
                                    && at + 1 < tokens.size()
                                    && tokens.get(at + 1).isWord("atomic"));
        }
        return new RoutineHead(end < 0 ? routine : routine.substring(0, end), standard);
    }
}
