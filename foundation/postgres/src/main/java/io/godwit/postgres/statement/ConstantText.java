package io.godwit.postgres.statement;

import io.godwit.model.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An expression of PL/pgSQL that constants decide, worked out: strings put together, `format(…)`, sums, and variables
/// whose value is known.
final class ConstantText {
    private static final Pattern PLACE = Pattern.compile("%(?:(\\d{1,4})\\$)?([sIL%])");

    private final List<Token> tokens;
    private final Map<String, String> known;
    private int at;

    private ConstantText(List<Token> tokens, Map<String, String> known) {
        this.tokens = tokens;
        this.known = known;
    }

    /// @param known variables and their values
    /// @return empty for what only shows while it runs
    static Optional<String> of(List<Token> tokens, Map<String, String> known) {
        ConstantText text = new ConstantText(tokens, known);
        Optional<String> value = text.joined();
        return text.at == tokens.size() ? value : Optional.empty();
    }

    private boolean takes(String symbol) {
        boolean there = at < tokens.size() && tokens.get(at).isSymbol(symbol);
        at += there ? 1 : 0;
        return there;
    }

    private Optional<String> joined() {
        Optional<String> left = sum();
        while (left.isPresent() && at + 1 < tokens.size() && takes("|")) {
            if (!takes("|")) {
                return Optional.empty();
            }
            Optional<String> right = sum();
            left = left.flatMap(one -> right.map(other -> one + other));
        }
        return left;
    }

    private Optional<String> sum() {
        Optional<String> left = product();
        while (left.isPresent() && at < tokens.size()) {
            boolean plus = takes("+");
            if (!plus && !takes("-")) {
                break;
            }
            left = computed(left, product(), (x, y) -> plus ? x + y : x - y);
        }
        return left;
    }

    private Optional<String> product() {
        Optional<String> left = one();
        while (left.isPresent() && takes("*")) {
            left = computed(left, one(), (x, y) -> x * y);
        }
        return left;
    }

    private static Optional<String> computed(Optional<String> left, Optional<String> right, LongBinaryOperator with) {
        return left.flatMap(ConstantText::number)
                .flatMap(x -> right.flatMap(ConstantText::number).map(y -> Long.toString(with.applyAsLong(x, y))));
    }

    private static Optional<Long> number(String text) {
        return text.matches("-?\\d{1,9}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private Optional<String> one() {
        if (at >= tokens.size()) {
            return Optional.empty();
        }
        Token token = tokens.get(at++);
        Optional<String> value = switch (token.kind()) {
            case STRING, NUMBER -> Optional.of(token.value());
            case QUOTED_NAME -> Optional.empty();
            case WORD -> word(token);
            case SYMBOL -> token.isSymbol("(") ? joined().filter(_ -> takes(")")) : Optional.<String>empty();
        };
        return value.filter(_ -> cast());
    }

    /// A cast to text or a whole number leaves the value as it is written.
    private boolean cast() {
        if (!takes("::")) {
            return true;
        }
        boolean kept =
                at < tokens.size() && tokens.get(at).value().matches("text|varchar|name|int|integer|bigint|regclass");
        at++;
        return kept;
    }

    private Optional<String> word(Token token) {
        if (at + 1 < tokens.size() && takes(".")) {
            return Optional.ofNullable(
                    known.get(token.value() + "." + tokens.get(at++).value()));
        }
        if (!takes("(")) {
            return Optional.ofNullable(known.get(token.value()));
        }
        List<String> arguments = new ArrayList<>();
        do {
            Optional<String> argument = joined();
            if (argument.isEmpty()) {
                return Optional.empty();
            }
            arguments.add(argument.get());
        } while (takes(","));
        if (!takes(")")) {
            return Optional.empty();
        }
        return switch (token.value()) {
            case "format" -> filled(arguments);
            case "concat" -> Optional.of(String.join("", arguments));
            case "quote_ident" -> Optional.of(SqlName.quoted(arguments.getFirst()));
            case "quote_literal" -> Optional.of(SqlName.literal(arguments.getFirst()));
            default -> Optional.empty();
        };
    }

    private static Optional<String> filled(List<String> arguments) {
        Matcher places = PLACE.matcher(arguments.getFirst());
        StringBuilder text = new StringBuilder();
        int next = 1;
        while (places.find()) {
            String kind = places.group(2);
            if (kind.equals("%")) {
                places.appendReplacement(text, "%");
                continue;
            }
            int place = places.group(1) == null ? next : Integer.parseInt(places.group(1));
            if (place < 1 || place >= arguments.size()) {
                return Optional.empty();
            }
            next = place + 1;
            String value = arguments.get(place);
            String put = kind.equals("I") ? SqlName.quoted(value) : kind.equals("L") ? SqlName.literal(value) : value;
            places.appendReplacement(text, Matcher.quoteReplacement(put));
        }
        places.appendTail(text);
        return Optional.of(text.toString());
    }
}
