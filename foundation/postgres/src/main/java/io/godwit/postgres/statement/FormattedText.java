package io.godwit.postgres.statement;

import io.godwit.model.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `format('… %I …', 'name')` of constants, worked out.
final class FormattedText {
    private static final Pattern PLACE = Pattern.compile("%([sIL%])");

    private FormattedText() {}

    /// Empty for anything but a call of `format` with constants, or with places that need more.
    static Optional<String> of(List<Token> tokens) {
        List<String> arguments = new ArrayList<>();
        boolean call = tokens.size() >= 4
                && tokens.get(0).isWord("format")
                && tokens.get(1).isSymbol("(")
                && tokens.getLast().isSymbol(")");
        for (int i = 2; call && i < tokens.size() - 1; i++) {
            Token token = tokens.get(i);
            boolean text = i % 2 == 0 && token.kind() == Token.Kind.STRING;
            call = text || i % 2 == 1 && token.isSymbol(",");
            if (text) {
                arguments.add(token.value());
            }
        }
        return call && !arguments.isEmpty() ? filled(arguments) : Optional.empty();
    }

    private static Optional<String> filled(List<String> arguments) {
        Matcher places = PLACE.matcher(arguments.getFirst());
        StringBuilder text = new StringBuilder();
        int next = 1;
        while (places.find()) {
            String kind = places.group(1);
            if (!kind.equals("%") && next >= arguments.size()) {
                return Optional.empty();
            }
            String value = switch (kind) {
                case "%" -> "%";
                case "I" -> SqlName.quoted(arguments.get(next++));
                case "L" -> SqlName.literal(arguments.get(next++));
                default -> arguments.get(next++);
            };
            places.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        places.appendTail(text);
        return Optional.of(text.toString());
    }
}
