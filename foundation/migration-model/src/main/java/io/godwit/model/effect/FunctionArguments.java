package io.godwit.model.effect;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A function, procedure or aggregate as a statement names it: `IF EXISTS sales.total(int, name text DEFAULT 'x')`.
///
/// @param name      as written, quotes included
/// @param arguments each as written; empty where the statement has no list of them
public record FunctionArguments(String name, Optional<List<String>> arguments) {
    private static final Pattern NAME = Pattern.compile("(?is)\\s*(?:if\\s+(?:not\\s+)?exists\\s+)?"
            + "(?<name>(?:\"(?:[^\"]|\"\")++\"|[\\w$]+)(?:\\s*\\.\\s*(?:\"(?:[^\"]|\"\")++\"|[\\w$]+))?)\\s*");
    private static final Pattern MODE = Pattern.compile("(?is)^(?:inout|in|variadic)\\s+(?=\\S)");
    private static final String ONE_WORD =
            "(?is)(?:\"(?:[^\"]|\"\")++\"|[^\\s\"(\\[]+)+\\s*(?:\\([^)]*\\))?\\s*(?:\\[\\s*\\d*\\s*\\]\\s*)*";

    /// Types whose names are more than one word (documentation, table 8.1).
    private static final Pattern OF_WORDS = Pattern.compile(
            "(?is)(?:double\\s+precision"
                    + "|(?:national\\s+)?char(?:acter)?(?:\\s+varying)?|bit\\s+varying|interval\\s+(?:year|month|day|hour|minute|second).*"
                    + "|time(?:stamp)?\\s*(?:\\(\\s*\\d\\s*\\))?\\s+with(?:out)?\\s+time\\s+zone)\\s*(?:\\([^)]*\\))?\\s*(?:\\[\\s*\\d*\\s*\\]\\s*)*");

    /// Types that SQL itself has names for: `format_type` prints these without a schema.
    private static final Set<String> KEYWORD_TYPES = Set.of(
            "bit",
            "bit varying",
            "boolean",
            "character",
            "character varying",
            "real",
            "double precision",
            "smallint",
            "integer",
            "bigint",
            "numeric",
            "interval",
            "time without time zone",
            "time with time zone",
            "timestamp without time zone",
            "timestamp with time zone");
    private static final Pattern DEFAULT = Pattern.compile("(?is)\\s+default\\s.*|\\s*:?=.*");

    public FunctionArguments {
        arguments = arguments.map(List::copyOf);
    }

    /// Those a statement names, in their order.
    ///
    /// @param text what follows the kind of object
    /// @return none if it does not begin with a name
    public static List<FunctionArguments> all(String text) {
        List<FunctionArguments> found = new ArrayList<>();
        Matcher name = NAME.matcher(text);
        int at = 0;
        while (name.region(at, text.length()).lookingAt()) {
            int open = name.end();
            int close = close(text, open);
            found.add(new FunctionArguments(
                    name.group("name"),
                    close < 0 ? Optional.empty() : Optional.of(split(text.substring(open + 1, close)))));
            at = text.indexOf(',', Math.max(open, close + 1));
            if (at < 0 || !text.substring(Math.max(open, close + 1), at).isBlank()) {
                return found;
            }
            at++;
        }
        return found;
    }

    /// Where the parenthesis that opens there is closed; negative if none opens there or it stays open.
    private static int close(String text, int open) {
        int depth = 0;
        char quote = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
            if (depth == 0) {
                return i == open ? -1 : i;
            }
        }
        return -1;
    }

    private static List<String> split(String list) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int from = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == ',' && depth == 0) {
                add(arguments, list.substring(from, i));
                from = i + 1;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        add(arguments, list.substring(from));
        return arguments;
    }

    private static void add(List<String> arguments, String argument) {
        String text = DEFAULT.matcher(argument).replaceFirst("").strip();
        if (!text.isEmpty()) {
            arguments.add(text);
        }
    }

    /// As DROP and ALTER name it: without default values.
    public String sql() {
        return name + arguments.map(list -> "(" + String.join(", ", list) + ")").orElse("");
    }

    /// As `pg_identify_object` prints it: `sales.total(integer,pg_catalog.text)`.
    ///
    /// @param schema where names without a schema are
    public String identity(String schema) {
        return ObjectName.identified(qualified(schema)).identity()
                + arguments.orElse(List.of()).stream()
                        .filter(argument -> !isOutput(argument))
                        .map(argument -> printed(type(argument), schema))
                        .collect(Collectors.joining(",", "(", ")"));
    }

    private static boolean isOutput(String argument) {
        return argument.matches("(?is)out\\s.*");
    }

    /// Without mode and name.
    private static String type(String argument) {
        String rest = MODE.matcher(argument).replaceFirst("").strip();
        return rest.matches(ONE_WORD) || OF_WORDS.matcher(rest).matches()
                ? rest
                : rest.replaceFirst("(?s)^(?:\"(?:[^\"]|\"\")++\"|\\S+)\\s+", "");
    }

    private static String printed(String type, String schema) {
        String form = TypeNames.catalogForm(type, schema).sql().replaceAll("\\(.*?\\)", "");
        String element = form.replace("[]", "");
        return element.contains(".") || KEYWORD_TYPES.contains(element) ? form : "pg_catalog." + form;
    }

    /// Whether an object that `pg_identify_object` prints so (`sales.total(integer,text)`) may be the one.
    ///
    /// @param schema where a name without a schema is
    boolean mayName(String identity, String schema) {
        int open = identity.indexOf('(');
        return open > 0
                && identity.substring(0, open).equals(qualified(schema))
                && arguments
                        .map(list -> agree(
                                list,
                                identity.substring(open + 1, identity.length() - 1)
                                        .replace("pg_catalog.", "")))
                        .orElse(true);
    }

    /// As PostgreSQL prints the name.
    String qualified(String schema) {
        String folded = folded(name.replaceAll("\\s*\\.\\s*", "."));
        return folded.contains(".") ? folded : schema + "." + folded;
    }

    private static String folded(String written) {
        return written.contains("\"") ? written : written.toLowerCase(Locale.ROOT);
    }

    /// The last words of an argument are its type; names and modes stand before it.
    private static boolean agree(List<String> written, String types) {
        List<String> inputs =
                written.stream().filter(argument -> !isOutput(argument)).toList();
        List<String> known = types.isEmpty() ? List.of() : List.of(types.split(",\\s*(?![^(]*\\))"));
        if (inputs.size() != known.size()) {
            return false;
        }
        for (int i = 0; i < known.size(); i++) {
            if (!isOfType(inputs.get(i), known.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfType(String argument, String type) {
        String rest = argument;
        while (true) {
            String form = TypeNames.catalogForm(rest, "public").sql().replaceAll("\\(.*?\\)", "");
            if (form.replace("\"", "").equals(type.replace("\"", ""))) {
                return true;
            }
            int space = rest.indexOf(' ');
            if (space < 0) {
                return false;
            }
            rest = rest.substring(space).strip();
        }
    }
}
