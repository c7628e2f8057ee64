package io.godwit.cli.plan;

import io.godwit.analyzer.FileChange;
import io.godwit.cli.Console;
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

    /// How much of a long line stands before what is marked in it.
    private static final int LEAD = 40;

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
        String text = Console.visible(line.get().replace('\t', ' '));
        int start = start(text, marked);
        int from = start + marked.length() < LONGEST_LINE ? 0 : Math.max(0, start - LEAD);
        int end = Math.min(text.length(), from + LONGEST_LINE);
        String left = from == 0 ? "" : "…";
        String number = String.valueOf(place.line());
        String margin = " ".repeat(number.length());
        List<String> lines = new ArrayList<>();
        lines.add(margin + "--> " + place + ":" + (start + 1));
        lines.add(margin + " |");
        lines.add(number + " | " + left + text.substring(from, end) + (end == text.length() ? "" : "…"));
        lines.add(margin + " | " + " ".repeat(left.length() + start - from)
                + "^".repeat(Math.min(length(text, start), end - start)));
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
        int found = marked.isEmpty() ? -1 : found(line.toLowerCase(Locale.ROOT), marked.toLowerCase(Locale.ROOT));
        if (found >= 0) {
            return found;
        }
        int first = 0;
        while (first < line.length() && Character.isWhitespace(line.charAt(first))) {
            first++;
        }
        return first == line.length() ? 0 : first;
    }

    /// A word of its own before a part of a longer one: `mail` is not where `email` stands.
    private static int found(String line, String marked) {
        for (int at = line.indexOf(marked); at >= 0; at = line.indexOf(marked, at + 1)) {
            int after = at + marked.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(line.charAt(at - 1));
            boolean ends = after >= line.length() || !Character.isLetterOrDigit(line.charAt(after));
            if (begins && ends) {
                return at;
            }
        }
        return line.indexOf(marked);
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
