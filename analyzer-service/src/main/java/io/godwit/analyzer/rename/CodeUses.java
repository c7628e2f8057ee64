package io.godwit.analyzer.rename;

import io.godwit.analyzer.FileChange;
import io.godwit.model.diff.Rename;
import io.godwit.model.diff.RenameCandidate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What the uses of a name in the code of a change say about a rename: where the old name is gone everywhere and the
/// new one came as often, it was renamed.
public final class CodeUses {
    private final List<FileChange> files;

    public CodeUses(List<FileChange> files) {
        this.files = List.copyOf(files);
    }

    /// The candidate with what its uses add to it.
    public RenameCandidate weigh(RenameCandidate candidate) {
        String old = oldName(candidate.rename());
        String fresh = newName(candidate.rename());
        long gone = count(old, FileChange::before) - count(old, FileChange::after);
        long come = count(fresh, FileChange::after) - count(fresh, FileChange::before);
        boolean everywhere = gone > 1 && come > 1 && count(old, FileChange::after) == 0;
        return everywhere ? candidate.and(2, "all " + gone + " uses in the changed code are renamed") : candidate;
    }

    private static String oldName(Rename rename) {
        return switch (rename) {
            case Rename.OfTable table -> table.before().name();
            case Rename.OfColumn column -> column.before();
        };
    }

    private static String newName(Rename rename) {
        return switch (rename) {
            case Rename.OfTable table -> table.after().name();
            case Rename.OfColumn column -> column.after();
        };
    }

    private long count(String name, Function<FileChange, Optional<String>> side) {
        Pattern word = Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])");
        return files.stream()
                .flatMap(file -> side.apply(file).stream())
                .mapToLong(text -> word.matcher(text).results().count())
                .sum();
    }
}
