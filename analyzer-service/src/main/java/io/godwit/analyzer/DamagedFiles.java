package io.godwit.analyzer;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.syntax.Grammar;
import io.godwit.analyzer.syntax.SourceParser;
import io.godwit.analyzer.syntax.SyntaxErrors;
import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Files that declare models on one side of a change and are damaged on the other: cut off, emptied, no text at all. A
/// reader of models finds less in them, or does not know them for models any more, which looks like a removal and is
/// none.
///
/// @param sound   the side on which the files are understood
/// @param damaged the other one
/// @param empty   whether an empty file counts as damaged: before a change it is one that is filled by it
record DamagedFiles(
        Function<FileChange, Optional<String>> sound, Function<FileChange, Optional<String>> damaged, boolean empty) {
    /// Files that were sound before the change.
    static final DamagedFiles AFTER = new DamagedFiles(FileChange::before, FileChange::after, true);

    /// Files that are sound after the change.
    static final DamagedFiles BEFORE = new DamagedFiles(FileChange::after, FileChange::before, false);

    /// What stands in a text for bytes that are no UTF-8.
    private static final char NO_CHARACTER = '\uFFFD';

    /// @param files    those a model language reads
    /// @param declared what it read on the sound side
    /// @param read     what it read on the other one; what it says itself of a file is not said again
    List<Gap> gaps(List<FileChange> files, DesiredSchema declared, DesiredSchema read) {
        Set<String> declaring =
                declared.locations().values().stream().map(SourceLocation::file).collect(Collectors.toSet());
        boolean moved = files.stream()
                .anyMatch(file ->
                        declaring.contains(file.path()) && damaged.apply(file).isEmpty());
        Set<String> said = said(declared, read);
        List<Gap> gaps = new ArrayList<>();
        for (FileChange file : files) {
            boolean concerned = declaring.contains(file.path())
                    || moved && sound.apply(file).isEmpty();
            if (concerned && !file.before().equals(file.after()) && !said.contains(file.path())) {
                damaged.apply(file)
                        .flatMap(text -> damage(file.path(), text, sound.apply(file)))
                        .ifPresent(gaps::add);
            }
        }
        return gaps;
    }

    /// The files of which the reader says by itself that a part of them is not understood, and did not say before.
    private static Set<String> said(DesiredSchema declared, DesiredSchema read) {
        Set<String> known = new HashSet<>();
        declared.gaps().forEach(gap -> known.add(gap.what()));
        return read.gaps().stream()
                .filter(gap -> gap.table().isEmpty() && !known.contains(gap.what()))
                .map(gap -> gap.location().file())
                .collect(Collectors.toSet());
    }

    private Optional<Gap> damage(String path, String text, Optional<String> sound) {
        if (empty && text.isBlank() && sound.isPresent()) {
            return gap(
                    path,
                    1,
                    "the file is empty, and models were declared in it: nothing is removed on the strength of"
                            + " that. If they are to go, delete the file or leave a line of comment in it");
        }
        if (text.indexOf('\0') >= 0 && sound.stream().noneMatch(other -> other.indexOf('\0') >= 0)) {
            return gap(path, 1, "the file is no text, it has null characters. Save it as UTF-8");
        }
        if (text.indexOf(NO_CHARACTER) >= 0 && sound.stream().noneMatch(other -> other.indexOf(NO_CHARACTER) >= 0)) {
            return gap(path, lineOf(text, text.indexOf(NO_CHARACTER)), "the file is not UTF-8 here. Save it as UTF-8");
        }
        if (sound.stream().anyMatch(whole -> isCutOff(text, whole))) {
            return gap(
                    path,
                    lineOf(text, text.length()),
                    "the file ends in the middle of a line, and went on there on the"
                            + " other side of the change: it seems to be cut off");
        }
        return Grammar.ofPath(path).flatMap(grammar -> misunderstood(grammar, path, text, sound));
    }

    private static boolean isCutOff(String text, String whole) {
        return whole.length() > text.length()
                && whole.startsWith(text)
                && !text.endsWith("\n")
                && !whole.substring(text.length()).isBlank()
                && whole.charAt(text.length()) != '\n'
                && whole.charAt(text.length()) != '\r';
    }

    private static int lineOf(String text, int position) {
        return 1
                + (int) text.chars()
                        .limit(position)
                        .filter(each -> each == '\n')
                        .count();
    }

    private static Optional<Gap> misunderstood(Grammar grammar, String path, String text, Optional<String> sound) {
        try {
            Set<String> known = sound.stream()
                    .flatMap(other -> errors(grammar, path, other).stream())
                    .map(DamagedFiles::signature)
                    .collect(Collectors.toSet());
            return errors(grammar, path, text).stream()
                    .filter(error -> !known.contains(signature(error)))
                    .findFirst()
                    .flatMap(error -> gap(
                            path,
                            error.line(),
                            "the code is not understood here, and models that were declared after it may be missing."
                                    + " Mend the syntax error"));
        } catch (ModelUnreadable tooMuch) {
            return gap(path, 1, tooMuch.what());
        }
    }

    private static List<SyntaxNode> errors(Grammar grammar, String path, String text) {
        return SyntaxErrors.of(SourceParser.treeSitter().parse(grammar, new SourceFile(path, text)));
    }

    /// The same on both sides for what a grammar does not know of good code.
    private static String signature(SyntaxNode error) {
        return error.kind() + " " + error.text();
    }

    private static Optional<Gap> gap(String path, int line, String what) {
        return Optional.of(new Gap(Optional.empty(), new SourceLocation(path, line), what));
    }
}
