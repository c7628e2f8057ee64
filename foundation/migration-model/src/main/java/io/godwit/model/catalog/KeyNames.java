package io.godwit.model.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What PostgreSQL calls the keys of an index in the name it chooses for it: columns by their names, expressions by the
/// function they call (`FigureIndexColname` in its parser; measured on 15).
public final class KeyNames {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")++\"|[\\p{L}_][\\w$]*)";
    private static final Pattern COLLATED = Pattern.compile("(?is)(.+)\\bcollate\\s+[\\w.\"-]+");
    private static final Pattern CAST = Pattern.compile("(?is)(.+)::\\s*(?<type>" + NAME + "[^:]*)");
    private static final Pattern CALL =
            Pattern.compile("(?is)(?:" + NAME + "\\s*\\.\\s*)*(?<name>" + NAME + ")\\s*\\(");
    private static final Pattern COLUMN = Pattern.compile("(?is)(?:" + NAME + "\\s*\\.\\s*)*(?<name>" + NAME + ")");
    private static final Pattern CASE = Pattern.compile("(?is)case\\b.*\\belse\\b(?<last>.+)\\bend");

    private KeyNames() {}

    /// One for each key; what would come twice gets a number.
    public static List<String> of(List<Index.Key> keys) {
        List<String> names = new ArrayList<>();
        for (Index.Key key : keys) {
            String base = key.column()
                    .orElseGet(() -> key.expression().flatMap(KeyNames::of).orElse("expr"));
            String name = base;
            for (int number = 1; names.contains(name); number++) {
                name = base + number;
            }
            names.add(name);
        }
        return names;
    }

    /// Empty for an operator and the like.
    private static Optional<String> of(String expression) {
        String text = expression.strip();
        if (text.startsWith("(") && closing(text, 0) == text.length() - 1) {
            return of(text.substring(1, text.length() - 1));
        }
        Matcher collated = COLLATED.matcher(text);
        if (collated.matches() && isWhole(collated.group(1))) {
            return of(collated.group(1));
        }
        Matcher cast = CAST.matcher(text);
        if (cast.matches() && isWhole(cast.group(1)) && isOperand(cast.group(1).strip())) {
            return of(cast.group(1)).or(() -> first(COLUMN, cast.group("type")));
        }
        if (text.matches("(?is)array\\s*\\[.*\\]")) {
            return Optional.of("array");
        }
        if (text.matches("(?is)case\\b.*\\bend")) {
            Matcher last = CASE.matcher(text);
            return (last.matches()
                                    && !last.group("last")
                                            .strip()
                                            .toUpperCase(Locale.ROOT)
                                            .startsWith("NULL")
                            ? of(last.group("last"))
                            : Optional.<String>empty())
                    .or(() -> Optional.of("case"));
        }
        Matcher call = CALL.matcher(text);
        if (call.lookingAt() && closing(text, call.end() - 1) == text.length() - 1) {
            String name = unquoted(call.group("name"));
            return switch (name) {
                case "trim" -> Optional.of("btrim");
                case "cast" ->
                    of(text.substring(call.end(), text.length() - 1).replaceFirst("(?is)\\bas\\b[^()]*$", ""));
                case "row" -> Optional.of("row");
                case String _ -> Optional.of(name);
            };
        }
        Matcher column = COLUMN.matcher(text.replaceFirst("(?s)\\[.*\\]$", ""));
        return column.matches() ? Optional.of(unquoted(column.group("name"))) : Optional.empty();
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text.strip());
        return found.lookingAt() ? Optional.of(unquoted(found.group("name"))) : Optional.empty();
    }

    /// Whether a cast behind it is of all of it: it binds closer than any operator.
    private static boolean isOperand(String text) {
        Matcher call = CALL.matcher(text);
        return text.startsWith("(") && closing(text, 0) == text.length() - 1
                || call.lookingAt() && closing(text, call.end() - 1) == text.length() - 1
                || COLUMN.matcher(text).matches()
                || text.matches("(?s)'(?:[^']|'')*+'|[\\d.]+")
                || CAST.matcher(text).matches();
    }

    /// Whether no parenthesis stays open in it.
    private static boolean isWhole(String text) {
        return text.chars().filter(c -> c == '(').count()
                == text.chars().filter(c -> c == ')').count();
    }

    /// Where the parenthesis that opens there is closed; negative if it stays open.
    private static int closing(String text, int open) {
        int depth = 0;
        boolean inText = false;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            inText ^= c == '\'';
            depth += inText ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static String unquoted(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }
}
