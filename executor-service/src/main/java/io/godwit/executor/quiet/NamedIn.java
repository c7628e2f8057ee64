package io.godwit.executor.quiet;

import io.godwit.model.plan.Action.UsedName;
import io.godwit.postgres.Fingerprint;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether a statement names one of the old things. A column counts as named where the relation and the column are
/// both named, an asterisk names none: who reads all columns goes on without the one. The schema is not looked at,
/// because statements leave it out.
record NamedIn(List<UsedName> names) {

    /// The first of the names that the statement names; empty if it names none.
    Optional<UsedName> statement(String sql) {
        String text = Fingerprint.of(sql).text();
        return names.stream()
                .filter(name -> isIn(name.relation().name(), text))
                .filter(name -> name.column().stream().allMatch(column -> isIn(column, text)))
                .findFirst();
    }

    /// @param text with unquoted names in lower case
    private static boolean isIn(String name, String text) {
        String quoted = Pattern.quote("\"" + name.replace("\"", "\"\"") + "\"");
        return Pattern.compile(quoted + "|(?<![\\w$\"])" + Pattern.quote(name) + "(?![\\w$\"])")
                .matcher(text)
                .find();
    }
}
