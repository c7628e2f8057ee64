package io.godwit.analyzer.python;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What methods of constant texts and dictionaries return.
final class Methods {
    private static final int LONGEST_PATTERN = 100;

    private Methods() {}

    static Optional<Value> of(Value owner, String method, List<Value> arguments) {
        return switch (owner) {
            case Value.Text(String text) -> ofText(text, method, arguments);
            case Value.Mapped(Map<Value, Value> entries) -> ofMapped(entries, method, arguments);
            case Value _ -> Optional.empty();
        };
    }

    private static Optional<Value> ofText(String text, String method, List<Value> arguments) {
        List<String> texts = arguments.stream()
                .flatMap(argument -> argument.asText().stream())
                .toList();
        return switch (method) {
            case "lower" -> Optional.of(new Value.Text(text.toLowerCase(Locale.ROOT)));
            case "upper" -> Optional.of(new Value.Text(text.toUpperCase(Locale.ROOT)));
            case "strip" -> arguments.isEmpty() ? Optional.of(new Value.Text(text.strip())) : Optional.empty();
            case "replace" ->
                texts.size() == 2
                        ? Optional.of(new Value.Text(text.replace(texts.getFirst(), texts.getLast())))
                        : Optional.empty();
            case "join" ->
                arguments.size() == 1 && arguments.getFirst() instanceof Value.Listed(List<Value> parts)
                        ? joined(text, parts)
                        : Optional.empty();
            case "split" ->
                texts.size() == 1 && !texts.getFirst().isEmpty()
                        ? Optional.of(listed(text.split(Pattern.quote(texts.getFirst()), -1)))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// `re.sub(pattern, replacement, text)`, for patterns that mean the same here.
    static Optional<Value> substituted(List<Value> arguments) {
        List<String> texts = arguments.stream()
                .flatMap(argument -> argument.asText().stream())
                .toList();
        if (texts.size() != 3 || arguments.size() != 3 || texts.get(0).length() > LONGEST_PATTERN) {
            return Optional.empty();
        }
        try {
            String replacement = texts.get(1).replace("$", "\\$").replaceAll("\\\\g?<?([0-9])>?", "\\$$1");
            return Optional.of(new Value.Text(
                    Pattern.compile(texts.get(0)).matcher(texts.get(2)).replaceAll(replacement)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    private static Optional<Value> joined(String separator, List<Value> parts) {
        List<String> texts =
                parts.stream().flatMap(part -> part.asText().stream()).toList();
        return texts.size() == parts.size()
                ? Optional.of(new Value.Text(String.join(separator, texts)))
                : Optional.empty();
    }

    private static Value listed(String[] parts) {
        return new Value.Listed(Arrays.stream(parts).<Value>map(Value.Text::new).toList());
    }

    private static Optional<Value> ofMapped(Map<Value, Value> entries, String method, List<Value> arguments) {
        return switch (method) {
            case "keys" -> Optional.of(new Value.Listed(List.copyOf(entries.keySet())));
            case "values" -> Optional.of(new Value.Listed(List.copyOf(entries.values())));
            case "items" -> {
                List<Value> pairs = new ArrayList<>();
                entries.forEach((key, value) -> pairs.add(new Value.Listed(List.of(key, value))));
                yield Optional.of(new Value.Listed(pairs));
            }
            case "get" ->
                arguments.isEmpty()
                        ? Optional.empty()
                        : Optional.of(entries.getOrDefault(
                                arguments.getFirst(), arguments.size() > 1 ? arguments.get(1) : new Value.Nothing()));
            default -> Optional.empty();
        };
    }
}
