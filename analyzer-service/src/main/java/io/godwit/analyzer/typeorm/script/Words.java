package io.godwit.analyzer.typeorm.script;

import io.godwit.analyzer.typeorm.script.Value.Numeric;
import io.godwit.analyzer.typeorm.script.Value.Text;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// The ways TypeORM writes names, with their edges: the same expressions as its `StringUtils`.
public final class Words {
    private static final Pattern CAPITALS = Pattern.compile("([A-Z])([A-Z])([a-z])");
    private static final Pattern CAPITAL = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Pattern CAMEL = Pattern.compile("^([A-Z])|[\\s\\-_]([A-Za-z0-9_])");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]\\S*");

    private Words() {}

    /// `HTTPLog` becomes `http_log`.
    public static String snakeCase(String text) {
        String split = CAPITALS.matcher(text).replaceAll("$1_$2$3");
        return CAPITAL.matcher(split).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }

    /// `author_id` becomes `authorId`; only the first capital is made small.
    public static String camelCase(String text) {
        return CAMEL.matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        found.group(2) == null
                                ? found.group(1).toLowerCase(Locale.ROOT)
                                : found.group(2).toUpperCase(Locale.ROOT)));
    }

    /// `zipCode` becomes `Zipcode`: what follows the first letter is made small.
    public static String titleCase(String text) {
        return WORD.matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        found.group().substring(0, 1).toUpperCase(Locale.ROOT)
                                + found.group().substring(1).toLowerCase(Locale.ROOT)));
    }

    /// As lodash does it, which splits at digits and at anything that is no letter, too.
    static String snakeWords(String text) {
        return text.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
                .replaceAll("([A-Za-z])([0-9])", "$1_$2")
                .replaceAll("([0-9])([A-Za-z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("^_+|_+$", "")
                .toLowerCase(Locale.ROOT);
    }

    /// An enum's members as its object has them: numbers lead back to their names, and come first.
    static SequencedMap<String, Value> withReverse(SequencedMap<String, Value> members) {
        SequencedMap<String, Value> all = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (value instanceof Numeric) {
                value.printed().ifPresent(number -> all.put(number, new Text(name)));
            }
        });
        all.putAll(members);
        return all;
    }
}
