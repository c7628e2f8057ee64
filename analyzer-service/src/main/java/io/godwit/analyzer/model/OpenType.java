package io.godwit.analyzer.model;

import io.godwit.model.catalog.DataType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The type of a column that only people know: that of a class no file defines. It stands in SQL under a name of its
/// own until somebody says what it is.
public final class OpenType {
    private static final Pattern NAME = Pattern.compile("\"the type of ([^\"]+)\"");

    private OpenType() {}

    /// @param called what the code calls it: `shapes.fields.AreaField`
    public static DataType of(String called) {
        return new DataType(name(called));
    }

    /// What stands in SQL for it.
    public static String name(String called) {
        return "\"the type of " + called.replace('"', '\'') + "\"";
    }

    /// What the code calls those a statement has in it, each once.
    public static List<String> in(String sql) {
        LinkedHashSet<String> found = new LinkedHashSet<>();
        Matcher names = NAME.matcher(sql);
        while (names.find()) {
            found.add(names.group(1));
        }
        return new ArrayList<>(found);
    }
}
