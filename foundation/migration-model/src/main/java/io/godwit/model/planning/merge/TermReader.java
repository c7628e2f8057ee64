package io.godwit.model.planning.merge;

import io.godwit.model.planning.merge.Term.Call;
import io.godwit.model.planning.merge.Term.Cast;
import io.godwit.model.planning.merge.Term.Element;
import io.godwit.model.planning.merge.Term.Name;
import io.godwit.model.planning.merge.Term.Operation;
import io.godwit.model.planning.merge.Term.Text;
import io.godwit.model.planning.merge.Term.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the expressions columns are usually merged and split by. What it does not know has no way back, so it gives up
/// instead of guessing.
final class TermReader {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:('(?:[^']|'')*+')|(\"(?:[^\"]|\"\")*+\")|([a-zA-Z_][\\w$]*)|(\\d+)|(::|->>|->|\\|\\||[-+*/%()\\[\\],.]))");
    private static final List<Set<String>> BINDING =
            List.of(Set.of("||", "->>", "->"), Set.of("+", "-"), Set.of("*", "/", "%"));
    private static final Pattern MODIFIED = Pattern.compile("varchar|char|character|varying|numeric|decimal|timestamp");

    private final List<String> tokens;
    private final Set<String> columns;
    private int next;

    private TermReader(List<String> tokens, Set<String> columns) {
        this.tokens = tokens;
        this.columns = columns;
    }

    /// @param columns that may occur in it; another name makes it unknown
    /// @return empty if it holds what is not known
    static Optional<Term> read(String sql, Set<String> columns) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql.strip());
        int end = 0;
        while (matcher.lookingAt()) {
            tokens.add(matcher.group().strip());
            end = matcher.end();
            matcher.region(end, sql.strip().length());
        }
        if (end < sql.strip().length() || tokens.isEmpty()) {
            return Optional.empty();
        }
        TermReader reader = new TermReader(tokens, columns);
        try {
            Term term = reader.operation(0);
            return reader.next == tokens.size() ? Optional.of(term) : Optional.empty();
        } catch (Unknown _) {
            return Optional.empty();
        }
    }

    private Term operation(int level) {
        if (level == BINDING.size()) {
            return suffixed();
        }
        Term left = operation(level + 1);
        while (BINDING.get(level).contains(peek())) {
            left = new Operation(take(), left, operation(level + 1));
        }
        return left;
    }

    private Term suffixed() {
        Term term = single();
        while (true) {
            if (accept("::")) {
                term = new Cast(term, type());
            } else if (accept("[")) {
                term = new Element(term, operation(0));
                expect("]");
            } else {
                return term;
            }
        }
    }

    private Term single() {
        if (accept("(")) {
            Term inner = operation(0);
            expect(")");
            return inner;
        }
        String token = take();
        char first = token.charAt(0);
        if (first == '\'') {
            return new Text(token.substring(1, token.length() - 1).replace("''", "'"));
        }
        if (Character.isDigit(first) && token.length() <= 15) {
            return new Whole(Long.parseLong(token));
        }
        if (first == '"') {
            return column(token.substring(1, token.length() - 1).replace("\"\"", "\""));
        }
        if (!Character.isLetter(first) && first != '_') {
            throw new Unknown();
        }
        String word = token.toLowerCase(Locale.ROOT);
        if (accept("(")) {
            return call(word);
        }
        if (word.equals("array") && accept("[")) {
            return new Call("array", arguments("]"));
        }
        return column(word);
    }

    private Term column(String name) {
        if (accept(".")) {
            String part = take();
            return column(part.startsWith("\"") ? part.substring(1, part.length() - 1) : part.toLowerCase(Locale.ROOT));
        }
        if (!columns.contains(name)) {
            throw new Unknown();
        }
        return new Name(name);
    }

    private Term call(String function) {
        return switch (function) {
            case "cast" -> {
                Term of = operation(0);
                expect("as");
                String type = type();
                expect(")");
                yield new Cast(of, type);
            }
            case "position" -> {
                Term part = operation(0);
                expect("in");
                Term whole = operation(0);
                expect(")");
                yield new Call("strpos", List.of(whole, part));
            }
            case "substring", "substr" -> {
                Term of = operation(0);
                List<Term> arguments = new ArrayList<>(List.of(of));
                while (accept("from") || accept("for") || accept(",")) {
                    arguments.add(operation(0));
                }
                expect(")");
                yield new Call("substr", arguments);
            }
            default -> new Call(function, arguments(")"));
        };
    }

    private List<Term> arguments(String close) {
        List<Term> arguments = new ArrayList<>();
        if (accept(close)) {
            return arguments;
        }
        do {
            arguments.add(operation(0));
        } while (accept(","));
        expect(close);
        return arguments;
    }

    private String type() {
        StringBuilder type = new StringBuilder(take().toLowerCase(Locale.ROOT));
        if (accept("varying")) {
            type.append(" varying");
        }
        if (MODIFIED.matcher(type).lookingAt() && accept("(")) {
            type.append('(').append(take());
            while (accept(",")) {
                type.append(',').append(take());
            }
            expect(")");
            type.append(')');
        }
        return type.toString();
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    private String take() {
        if (next == tokens.size()) {
            throw new Unknown();
        }
        return tokens.get(next++);
    }

    private boolean accept(String token) {
        boolean found = peek().equalsIgnoreCase(token);
        next += found ? 1 : 0;
        return found;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw new Unknown();
        }
    }

    /// Stops the reading; never leaves this class.
    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unknown() {
            super("", null, false, false);
        }
    }
}
