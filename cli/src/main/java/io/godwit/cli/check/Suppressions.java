package io.godwit.cli.check;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The places of a script where it silences findings: `-- godwit:ignore GW104 reason: the table is empty`, and
/// `-- godwit:ignore-file …` for all of it. Without a reason nothing is silenced.
///
/// @param ofFile  reasons by code
/// @param byLines those of one place, by the line they stand in, counted from one
record Suppressions(Map<String, String> ofFile, NavigableMap<Integer, Suppressions.Place> byLines) {
    private static final Pattern COMMENT = Pattern.compile(
            "--\\s*godwit:ignore(-file)?\\s+(GW\\d{3}(?:[\\s,]+GW\\d{3})*+)\\s*(?:reason:\\s*(.*))?",
            Pattern.CASE_INSENSITIVE);

    /// @param reason why; not empty
    record Place(Set<String> codes, String reason) {}

    static Suppressions in(String script) {
        Suppressions found = new Suppressions(new HashMap<>(), new TreeMap<>());
        int number = 0;
        for (String line : script.split("\n", -1)) {
            number++;
            Matcher matcher = COMMENT.matcher(line);
            if (line.contains("godwit:ignore") && matcher.find()) {
                found.add(number, matcher);
            }
        }
        return found;
    }

    private void add(int line, Matcher comment) {
        String reason = Optional.ofNullable(comment.group(3)).orElse("").strip();
        Set<String> codes =
                Set.copyOf(List.of(comment.group(2).toUpperCase(Locale.ROOT).split("[\\s,]+")));
        if (reason.isEmpty()) {
            return;
        }
        if (comment.group(1) != null) {
            codes.forEach(code -> ofFile.putIfAbsent(code, reason));
        } else {
            byLines.put(line, new Place(codes, reason));
        }
    }

    /// Why a finding of that code in a statement is silenced; empty if it is not.
    ///
    /// @param first    the statement's first line
    /// @param last     its last line
    /// @param previous the last line of the statement before it; 0 if there is none
    Optional<String> reason(String code, int first, int last, int previous) {
        Stream<Place> here = Stream.concat(
                byLines.subMap(previous, false, Math.max(previous, last), true).values().stream(),
                Stream.ofNullable(byLines.get(first)));
        return Optional.ofNullable(ofFile.get(code))
                .or(() -> here.filter(place -> place.codes().contains(code))
                        .map(Place::reason)
                        .findFirst());
    }
}
