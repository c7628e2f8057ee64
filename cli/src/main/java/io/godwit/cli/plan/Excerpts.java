package io.godwit.cli.plan;

import io.godwit.analyzer.FileChange;
import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Shows places in the files of a change as compilers do: the line with its number, and what is meant
/// marked.
final class Excerpts {
    private static final int LONGEST_LINE = 120;

    private final Map<String, FileChange> files;
    private final Map<String, List<String>> linesOfTexts = new IdentityHashMap<>();

    Excerpts(List<FileChange> files) {
        this.files = files.stream().collect(Collectors.toMap(FileChange::path, file -> file, (first, _) -> first));
    }

    /// @param marked a word to mark in the line; where it is not in there, the line's first word is marked
    /// @return lines; only the place itself if its text is not at hand
    List<String> of(SourceLocation place, String marked) {
        return of(place, marked, FileChange::after);
    }

    /// The same of a place in the base revision.
    List<String> ofBase(SourceLocation place, String marked) {
        return of(place, marked, FileChange::before);
    }

    private List<String> of(SourceLocation place, String marked, Function<FileChange, Optional<String>> side) {
        if (place.file().isEmpty()) {
            return List.of();
        }
        Optional<String> line = line(place, side);
        if (line.isEmpty()) {
            return List.of("  --> " + place);
        }
        String text = line.get().replace('\t', ' ');
        String shown = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "…" : text;
        String number = String.valueOf(place.line());
        String margin = " ".repeat(number.length());
        int start = start(shown, marked);
        List<String> lines = new ArrayList<>();
        lines.add(margin + "--> " + place + ":" + (start + 1));
        lines.add(margin + " |");
        lines.add(number + " | " + shown);
        lines.add(margin + " | " + " ".repeat(start) + "^".repeat(length(shown, start)));
        return lines;
    }

    private Optional<String> line(SourceLocation place, Function<FileChange, Optional<String>> side) {
        return Optional.ofNullable(files.get(place.file()))
                .flatMap(file -> Stream.of(side.apply(file), file.after(), file.before())
                        .flatMap(Optional::stream)
                        .findFirst())
                .map(text ->
                        linesOfTexts.computeIfAbsent(text, each -> each.lines().toList()))
                .filter(lines -> place.line() > 0 && place.line() <= lines.size())
                .map(lines -> lines.get(place.line() - 1));
    }

    private static int start(String line, String marked) {
        int found = marked.isEmpty() ? -1 : line.toLowerCase(Locale.ROOT).indexOf(marked.toLowerCase(Locale.ROOT));
        if (found >= 0) {
            return found;
        }
        int first = 0;
        while (first < line.length() && Character.isWhitespace(line.charAt(first))) {
            first++;
        }
        return first == line.length() ? 0 : first;
    }

    private static int length(String line, int start) {
        int end = start;
        while (end < line.length()
                && !Character.isWhitespace(line.charAt(end))
                && "(),".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        return Math.max(1, end - start);
    }
}
