package io.godwit.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A finding that someone has silenced, in the file: `-- godwit:ignore GW104 reason: the table is empty` before or
/// beside a statement, `-- godwit:ignore-file GW105 reason: …` for all of it.
///
/// @param line   from 1
/// @param codes  which
/// @param reason why; without one nothing is silenced
record Suppression(int line, boolean wholeFile, Set<String> codes, String reason) {
    private static final Pattern COMMENT = Pattern.compile(
            "--\\s*godwit:ignore(-file)?\\s+(GW\\d{3}(?:[\\s,]+GW\\d{3})*)\\s*(?:reason:\\s*(.*))?",
            Pattern.CASE_INSENSITIVE);

    static List<Suppression> in(String script) {
        List<Suppression> found = new ArrayList<>();
        int number = 0;
        for (String line : script.split("\n", -1)) {
            number++;
            Matcher matcher = COMMENT.matcher(line);
            if (line.contains("godwit:ignore") && matcher.find()) {
                found.add(new Suppression(
                        number,
                        matcher.group(1) != null,
                        Set.of(matcher.group(2)
                                .toUpperCase(java.util.Locale.ROOT)
                                .split("[\\s,]+")),
                        Optional.ofNullable(matcher.group(3)).orElse("").strip()));
            }
        }
        return found;
    }

    /// Whether it silences a finding of that code in a statement.
    ///
    /// @param first    the statement's first line
    /// @param last     its last line
    /// @param previous the last line of the statement before it; 0 if there is none
    boolean silences(String code, int first, int last, int previous) {
        boolean here = wholeFile || line > previous && line <= last || line == first;
        return here && codes.contains(code) && !reason.isEmpty();
    }
}
