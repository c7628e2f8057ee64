package io.godwit.model.catalog;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a comment belongs to.
public final class CommentTarget {
    private static final Pattern COLUMN_OF = Pattern.compile(
            "(?<kind>view|materialized view|composite type) column (?<name>.*)\\.(?:\"(?:[^\"]|\"\")++\"|[^.\"]+)");

    private CommentTarget() {}

    /// Keys, as [SchemaObject#key] writes them: it goes with any of these. A comment on a view's column goes with the
    /// view.
    ///
    /// @param identity kind and name, as `pg_identify_object` prints them: `view column public.v.c`
    public static List<String> keys(String identity) {
        Matcher column = COLUMN_OF.matcher(identity);
        return column.matches()
                ? List.of(identity, column.group("kind").replace("composite ", "") + " " + column.group("name"))
                : List.of(identity);
    }
}
