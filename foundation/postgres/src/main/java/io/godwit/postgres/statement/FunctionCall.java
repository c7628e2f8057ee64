package io.godwit.postgres.statement;

import io.godwit.model.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A function called in a piece of SQL.
///
/// @param schema    empty where the call names none
/// @param arguments by place; those that constants do not decide are empty
public record FunctionCall(Optional<String> schema, String name, List<Optional<String>> arguments) {
    public FunctionCall {
        arguments = List.copyOf(arguments);
    }

    /// All calls, also those inside the arguments of another. Text that cannot be cut into tokens has none.
    public static List<FunctionCall> in(String sql) {
        List<Token> tokens = tokens(sql);
        List<FunctionCall> calls = new ArrayList<>();
        for (int at = 0; at + 1 < tokens.size(); at++) {
            if (tokens.get(at).isName() && tokens.get(at + 1).isSymbol("(")) {
                boolean qualified = at > 1 && tokens.get(at - 1).isSymbol(".");
                Optional<String> schema =
                        qualified ? Optional.of(tokens.get(at - 2).value()) : Optional.empty();
                calls.add(new FunctionCall(schema, tokens.get(at).value(), arguments(tokens, at + 2)));
            }
        }
        return calls;
    }

    /// As PostgreSQL reads it in a query.
    public String sql() {
        return schema.map(name -> SqlName.quoted(name) + ".").orElse("") + SqlName.quoted(name);
    }

    private static List<Optional<String>> arguments(List<Token> tokens, int from) {
        List<Optional<String>> arguments = new ArrayList<>();
        int depth = 0;
        int start = from;
        for (int at = from; at < tokens.size(); at++) {
            boolean closes = tokens.get(at).isSymbol(")");
            if (depth == 0 && (closes || tokens.get(at).isSymbol(","))) {
                if (at > start) {
                    arguments.add(ConstantText.of(tokens.subList(start, at), Map.of()));
                }
                start = at + 1;
            }
            if (depth == 0 && closes) {
                break;
            }
            depth += tokens.get(at).isSymbol("(") ? 1 : closes ? -1 : 0;
        }
        return arguments;
    }

    private static List<Token> tokens(String sql) {
        try {
            return Lexer.tokens(sql);
        } catch (SyntaxProblem unreadable) {
            return List.of();
        }
    }
}
