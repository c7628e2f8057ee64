package io.godwit.postgres.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// `CREATE FUNCTION` or `CREATE PROCEDURE` with a body that is text.
///
/// @param parameters their names, in order; empty text for one without
/// @param language   in lower case
public record RoutineText(String name, List<String> parameters, String language, String body) {
    private static final Set<String> MODES = Set.of("in", "out", "inout", "variadic");

    public RoutineText {
        parameters = List.copyOf(parameters);
    }

    /// Empty for anything else, and for a body that is no text.
    public static Optional<RoutineText> of(String sql) {
        try {
            return read(Lexer.tokens(sql));
        } catch (SyntaxProblem unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<RoutineText> read(List<Token> tokens) {
        int open = 0;
        while (open < tokens.size() && !tokens.get(open).isSymbol("(")) {
            open++;
        }
        boolean made = open > 2
                && open < tokens.size()
                && tokens.getFirst().isWord("create")
                && tokens.subList(1, open).stream()
                        .anyMatch(word -> word.isWord("function") || word.isWord("procedure"));
        if (!made) {
            return Optional.empty();
        }
        List<String> parameters = new ArrayList<>();
        int close = parameters(tokens, open + 1, parameters);
        String language = "sql";
        Optional<String> body = Optional.empty();
        for (int at = close; at + 1 < tokens.size(); at++) {
            Token next = tokens.get(at + 1);
            if (tokens.get(at).isWord("language")) {
                language = next.value().toLowerCase(Locale.ROOT);
            } else if (tokens.get(at).isWord("as") && next.kind() == Token.Kind.STRING) {
                body = Optional.of(next.value());
            }
        }
        String name = tokens.get(open - 1).value();
        String written = language;
        return body.map(text -> new RoutineText(name, parameters, written, text));
    }

    /// @return the place of the closing parenthesis
    private static int parameters(List<Token> tokens, int from, List<String> names) {
        int depth = 0;
        int start = from;
        int at = from;
        for (; at < tokens.size(); at++) {
            boolean closes = tokens.get(at).isSymbol(")");
            if (depth == 0 && (closes || tokens.get(at).isSymbol(","))) {
                name(tokens.subList(start, at)).ifPresent(names::add);
                start = at + 1;
            }
            if (depth == 0 && closes) {
                break;
            }
            depth += tokens.get(at).isSymbol("(") ? 1 : closes ? -1 : 0;
        }
        return at;
    }

    /// Empty where there is no parameter to give.
    private static Optional<String> name(List<Token> parameter) {
        if (parameter.isEmpty() || parameter.getFirst().isWord("out")) {
            return Optional.empty();
        }
        boolean mode = MODES.contains(parameter.getFirst().value());
        List<Token> rest = parameter.subList(mode ? 1 : 0, parameter.size());
        boolean named = rest.size() > 1 && rest.get(1).isName() && !rest.get(1).isWord("default");
        return Optional.of(named ? rest.getFirst().value() : "");
    }
}
