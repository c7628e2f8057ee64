package io.godwit.model.diff;

import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;

/// Something that goes in the same change in which something like it comes.
///
/// @param rename   what would be the same under another name
/// @param score    how much speaks for it; from [#LIKELY] on it is worth a question
/// @param evidence what speaks for it, in words: `the same type`
public record RenameCandidate(Rename rename, int score, List<String> evidence) {
    /// Below this, what goes and what comes merely have a type in common. A like name or the same place is enough: on
    /// real history that finds three of four renames, and what is asked in vain loses nothing.
    public static final int LIKELY = 5;

    public RenameCandidate {
        evidence = List.copyOf(evidence);
    }

    public boolean isLikely() {
        return score >= LIKELY;
    }

    /// The same with more evidence.
    public RenameCandidate and(int points, String found) {
        List<String> all = new ArrayList<>(evidence);
        all.add(found);
        return new RenameCandidate(rename, score + points, all);
    }

    /// The table it is about, as it is called after the change.
    public ObjectName table() {
        return switch (rename) {
            case Rename.OfTable(ObjectName _, ObjectName after) -> after;
            case Rename.OfColumn(ObjectName table, String _, String _) -> table;
        };
    }
}
