package io.godwit.model.effect;

import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.Table;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keys of an index as CREATE INDEX writes them.
final class IndexKeys {
    private static final Pattern KEY = Pattern.compile("(?is)(?<what>.*?)(?:\\s+collate\\s+\\S+)?"
            + "(?:\\s+(?<operators>(?:\\w+\\.)?\\w+_ops)(?:\\s*\\([^)]*\\))?)?(?:\\s+(?<order>asc|desc))?"
            + "(?:\\s+nulls\\s+(?<nulls>first|last))?\\s*");

    private IndexKeys() {}

    /// @param written a column's bare name, or as written
    static Index.Key read(String written, Table table) {
        if (table.column(written).isPresent()) {
            return Index.Key.column(written);
        }
        Matcher matcher = KEY.matcher(written);
        if (!matcher.matches()) {
            return expression(written);
        }
        boolean descending = "desc".equalsIgnoreCase(matcher.group("order"));
        boolean nullsFirst = matcher.group("nulls") == null
                ? descending
                : matcher.group("nulls").equalsIgnoreCase("first");
        String what = matcher.group("what").strip();
        String column = what.startsWith("\"") && what.endsWith("\"") && what.length() > 1
                ? what.substring(1, what.length() - 1).replace("\"\"", "\"")
                : what.toLowerCase(Locale.ROOT);
        boolean isColumn = what.matches("\\w+|\"[^\"]+\"");
        return new Index.Key(
                isColumn ? Optional.of(column) : Optional.empty(),
                isColumn ? Optional.empty() : Optional.of(what),
                descending,
                nullsFirst,
                Optional.ofNullable(matcher.group("operators")));
    }

    private static Index.Key expression(String written) {
        return new Index.Key(Optional.empty(), Optional.of(written), false, false, Optional.empty());
    }
}
