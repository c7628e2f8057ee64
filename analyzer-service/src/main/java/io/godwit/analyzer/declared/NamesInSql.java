package io.godwit.analyzer.declared;

import io.godwit.model.catalog.ObjectName;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names that stand in a piece of SQL, whatever they name: text and comments are passed over.
///
/// @param single    each part of each name, folded as PostgreSQL does
/// @param qualified names of two parts, as `schema.name`
/// @param star      whether it says `*` for all columns
record NamesInSql(Set<String> single, Set<String> qualified, boolean star) {
    private static final Pattern PASSED_OVER =
            Pattern.compile("--[^\\n]*|(?s)/\\*.*?\\*/|'(?:[^']|'')*+'|\\$(\\w*)\\$.*?\\$\\1\\$");
    private static final String NAME = "(?:\"(?:[^\"]|\"\")++\"|[A-Za-z_][\\w$]*)";
    private static final Pattern QUALIFIED = Pattern.compile("(" + NAME + ")(?:\\s*\\.\\s*(" + NAME + "))?");

    static NamesInSql of(String sql) {
        String bare = PASSED_OVER.matcher(sql).replaceAll(" ");
        Set<String> single = new HashSet<>();
        Set<String> qualified = new HashSet<>();
        Matcher names = QUALIFIED.matcher(bare);
        int at = 0;
        while (names.find(at)) {
            String first = folded(names.group(1));
            single.add(first);
            if (names.group(2) != null) {
                qualified.add(first + "." + folded(names.group(2)));
                at = names.start(2);
            } else {
                at = names.end();
            }
        }
        return new NamesInSql(single, qualified, bare.contains("*"));
    }

    private static String folded(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }

    /// Whether it may name the object: with its schema, or, in `public`, without.
    boolean mention(ObjectName object) {
        return object.schema().equals("public")
                ? single.contains(object.name())
                : qualified.contains(object.schema() + "." + object.name());
    }

    boolean mentionsColumn(String column) {
        return star || single.contains(column);
    }
}
