package io.godwit.postgres.statement;

import io.godwit.postgres.statement.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Where a script breaks off, as a file does that was cut: a quote, a comment or a parenthesis is open at its end, or a
/// statement ends where more has to come. PostgreSQL refuses such a statement however the rest is read. That a
/// statement is not understood is no sign of it.
///
/// @param at     the character of the script where the broken part begins, counted from 0
/// @param reason what is missing
public record ScriptBreak(int at, String reason) {
    /// Reserved words (documentation, appendix C) no statement ends with.
    private static final Set<String> WANT_MORE = Set.of(
            ("and as between by case check collate column constraint create else except exists foreign from group having"
                            + " in inner intersect into is join lateral like not on or order primary references select"
                            + " then to union using when where")
                    .split(" "));

    private static final Set<String> SYMBOLS_WANT_MORE = Set.of(",", "(", "[", ".", "=", "<", "+", "-", "/", "|", "::");

    /// Statements that begin otherwise are read by JSqlParser, which does not say where it stumbles.
    private static final Set<String> DEFINITIONS = Set.of("alter", "create", "drop", "truncate");

    /// The first place where the script breaks off; empty if it is whole, as far as that can be seen.
    public static Optional<ScriptBreak> in(String script) {
        try {
            for (List<Token> statement : StatementTokens.of(script)) {
                Optional<ScriptBreak> found = in(script, statement);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (SyntaxProblem problem) {
            OptionalInt open = problem.unclosed();
            return Optional.of(new ScriptBreak(
                    open.orElse(0), "what begins here is not closed: " + begun(script, open.orElse(0))));
        }
    }

    private static Optional<ScriptBreak> in(String script, List<Token> statement) {
        Deque<Token> open = new ArrayDeque<>();
        for (Token token : statement) {
            if (token.isSymbol("(")) {
                open.push(token);
            } else if (token.isSymbol(")") && open.poll() == null) {
                return Optional.of(new ScriptBreak(token.start(), "this parenthesis closes nothing"));
            }
        }
        if (!open.isEmpty()) {
            return Optional.of(new ScriptBreak(open.peek().start(), "this parenthesis is not closed"));
        }
        int start = statement.getFirst().start();
        String text = script.substring(start, statement.getLast().end());
        return wantsRows(statement.getFirst(), statement.getLast())
                        || wantsMore(statement.getLast())
                        || isDefinition(statement.getFirst())
                                && StatementParser.inPublic().endsTooEarly(text)
                ? Optional.of(new ScriptBreak(start, "the statement ends too early: " + ended(text)))
                : Optional.empty();
    }

    private static boolean isDefinition(Token first) {
        return first.kind() == Kind.WORD && DEFINITIONS.contains(first.value());
    }

    /// `SET` and `VALUES` are names elsewhere.
    private static boolean wantsRows(Token first, Token last) {
        return first.isWord("update") && last.isWord("set") || first.isWord("insert") && last.isWord("values");
    }

    private static boolean wantsMore(Token last) {
        return last.kind() == Kind.WORD && WANT_MORE.contains(last.value())
                || last.kind() == Kind.SYMBOL && SYMBOLS_WANT_MORE.contains(last.value());
    }

    private static String begun(String script, int at) {
        String line = script.substring(at).lines().findFirst().orElse("");
        return line.length() > 40 ? line.substring(0, 40) + "…" : line;
    }

    private static String ended(String text) {
        String line = text.lines().reduce("", (_, last) -> last).strip();
        return line.length() > 40 ? "…" + line.substring(line.length() - 40) : line;
    }
}
