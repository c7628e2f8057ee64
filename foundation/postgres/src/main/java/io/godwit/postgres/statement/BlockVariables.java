package io.godwit.postgres.statement;

import io.godwit.model.SqlName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The variables of a block of code, and the values of those that constants decide.
final class BlockVariables {
    private final String body;
    private final Set<String> declared = new HashSet<>();
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, List<String>> arrays = new HashMap<>();
    private final Map<String, String> queries = new HashMap<>();

    BlockVariables(String body) {
        this.body = body;
    }

    /// `name [CONSTANT] type [:= value]`.
    void declare(List<Token> tokens) {
        if (tokens.isEmpty()) {
            return;
        }
        declared.add(tokens.getFirst().value());
        for (int i = 1; i < tokens.size(); i++) {
            boolean equals = tokens.get(i).isSymbol("=") || tokens.get(i).isWord("default");
            if (equals) {
                keep(tokens.getFirst().value(), tokens.subList(i + 1, tokens.size()));
                return;
            }
        }
    }

    /// @param sometimes whether it happens is not known
    /// @return whether it is an assignment at all
    boolean assign(List<Token> tokens, boolean sometimes) {
        for (int i = 1; i < tokens.size(); i++) {
            boolean equals = tokens.get(i).isSymbol("=");
            if (equals) {
                boolean plain = i == 1 || i == 2 && tokens.get(1).isSymbol(":");
                if (plain && !sometimes) {
                    keep(tokens.getFirst().value(), tokens.subList(i + 1, tokens.size()));
                } else {
                    forget(tokens.getFirst().value());
                }
                return true;
            }
        }
        return false;
    }

    /// The value may be computed from the one before.
    private void keep(String variable, List<Token> value) {
        Optional<List<String>> list = array(value);
        Optional<String> text = constant(value);
        forget(variable);
        list.ifPresentOrElse(
                all -> arrays.put(variable, all), () -> text.ifPresent(known -> values.put(variable, known)));
    }

    /// @param row its fields by name; a value that is no row by an empty name or as the only field
    void set(String variable, Map<String, String> row) {
        declared.add(variable);
        forget(variable);
        row.forEach((field, value) -> values.put(field.isEmpty() ? variable : variable + "." + field, value));
        if (row.size() == 1) {
            values.put(variable, row.values().iterator().next());
        }
    }

    /// What a query that fills the one variable has given: nothing is known of NULL.
    void answered(List<Token> statement, List<Map<String, String>> rows) {
        target(statement)
                .filter(_ -> !rows.isEmpty())
                .ifPresent(variable -> rows.getFirst().forEach((field, value) -> {
                    values.put(variable + "." + field, value);
                    if (rows.getFirst().size() == 1) {
                        values.put(variable, value);
                    }
                }));
    }

    void forget(String variable) {
        values.keySet().removeIf(name -> name.equals(variable) || name.startsWith(variable + "."));
        arrays.remove(variable);
        queries.remove(variable);
    }

    /// `SELECT … INTO variable FROM …`: a condition about the variable is one about the query.
    ///
    /// @param query with its target left out
    /// @return the query with the values of the variables in it; empty if it fills several, or one is not known
    Optional<String> selected(List<Token> statement, String query) {
        forgetTargets(statement);
        Optional<String> target = target(statement);
        String filled = target.isPresent() ? filledIn(query, Lexer.tokens(query)) : "";
        if (filled.isEmpty()) {
            return Optional.empty();
        }
        target.ifPresent(variable -> queries.put(variable, "(" + filled + ")"));
        return Optional.of(filled);
    }

    /// The one variable behind INTO.
    private Optional<String> target(List<Token> statement) {
        int into = 0;
        while (into < statement.size() && !statement.get(into).isWord("into")) {
            into++;
        }
        int target = into + 1 < statement.size() && statement.get(into + 1).isWord("strict") ? into + 2 : into + 1;
        boolean one = target < statement.size()
                && declared.contains(statement.get(target).value())
                && (target + 1 == statement.size() || statement.get(target + 1).isWord("from"));
        return one ? Optional.of(statement.get(target).value()) : Optional.empty();
    }

    /// `INTO a, b`: what a query fills is not known before it runs.
    void forgetTargets(List<Token> statement) {
        boolean into = false;
        for (Token token : statement) {
            into |= token.isWord("into") || statement.getFirst().isWord("get");
            if (into && token.isName()) {
                forget(token.value());
            }
        }
    }

    Optional<String> constant(List<Token> tokens) {
        return ConstantText.of(tokens, values);
    }

    /// Whether a comparison of constants holds; empty if they are not known.
    Optional<Boolean> holds(List<Token> condition) {
        return ConstantComparison.of(condition, values);
    }

    /// The elements of an array of constants, or of a variable that is one.
    Optional<List<String>> array(List<Token> tokens) {
        if (tokens.size() == 1 && arrays.containsKey(tokens.getFirst().value())) {
            return Optional.of(arrays.get(tokens.getFirst().value()));
        }
        if (tokens.size() < 3
                || !tokens.get(0).isWord("array")
                || !tokens.get(1).isSymbol("[")) {
            return Optional.empty();
        }
        List<String> list = new ArrayList<>();
        for (int i = 2; i < tokens.size() && !tokens.get(i).isSymbol("]"); i++) {
            if (tokens.get(i).kind() == Token.Kind.STRING || tokens.get(i).kind() == Token.Kind.NUMBER) {
                list.add(tokens.get(i).value());
            } else if (!tokens.get(i).isSymbol(",")) {
                return Optional.empty();
            }
        }
        return Optional.of(list);
    }

    /// A condition with the values of its variables; empty text if one is not known.
    String filledIn(List<Token> tokens) {
        return filledIn(body, tokens);
    }

    private String filledIn(String source, List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        int copied = tokens.isEmpty() ? 0 : tokens.getFirst().start();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean part = i > 0 && tokens.get(i - 1).isSymbol(".");
            if (token.kind() != Token.Kind.WORD || part || !declared.contains(token.value())) {
                continue;
            }
            boolean field = i + 2 < tokens.size() && tokens.get(i + 1).isSymbol(".");
            String name = field ? token.value() + "." + tokens.get(i + 2).value() : token.value();
            String value = queries.containsKey(name) ? queries.get(name) : literal(name);
            if (value.isEmpty()) {
                return "";
            }
            text.append(source, copied, token.start()).append(value);
            copied = field ? tokens.get(i + 2).end() : token.end();
        }
        return tokens.isEmpty()
                ? ""
                : text.append(source, copied, tokens.getLast().end()).toString();
    }

    private String literal(String name) {
        return values.containsKey(name) ? SqlName.literal(values.get(name)) : "";
    }
}
