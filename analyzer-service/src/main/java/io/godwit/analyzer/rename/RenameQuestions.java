package io.godwit.analyzer.rename;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.diff.Rename;
import io.godwit.model.diff.RenameCandidate;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.planning.OpenQuestion;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Asks whether something was renamed. Without an answer the new is added and nothing of the old is lost.
public final class RenameQuestions {
    static final String PREFIX = "rename:";

    private static final String NO = "not renamed";

    private RenameQuestions() {}

    /// @param rows where they are known, the old stays; else it goes where it holds nothing
    public static OpenQuestion of(RenameCandidate candidate, LiveTables rows) {
        String evidence = String.join(", ", candidate.evidence());
        return switch (candidate.rename()) {
            case Rename.OfTable(ObjectName before, ObjectName after) ->
                new OpenQuestion(
                        id(candidate.rename()),
                        "Is the table " + before + " called " + after + " now? " + before + " goes and " + after
                                + " comes: " + evidence + ".",
                        after,
                        "",
                        List.of(after.toString(), NO),
                        after + " is created empty, and " + before
                                + (rows.knows(before) ? " is kept." : " is dropped only if it has no rows."));
            case Rename.OfColumn(ObjectName table, String before, String after) ->
                new OpenQuestion(
                        id(candidate.rename()),
                        "Is the column " + before + " of " + table + " called " + after + " now? " + before
                                + " goes and " + after + " comes: " + evidence + ".",
                        table,
                        after,
                        List.of(after, NO),
                        after + " is added without the values of " + before + ", and " + before
                                + (rows.knows(table)
                                        ? " is kept."
                                        : " is dropped only if no row holds a value in it that " + after
                                                + " does not."));
        };
    }

    /// `rename:User.name`, with the old name.
    public static String id(Rename rename) {
        return switch (rename) {
            case Rename.OfTable(ObjectName before, ObjectName _) -> PREFIX + before;
            case Rename.OfColumn(ObjectName table, String before, String _) -> PREFIX + table + "." + before;
        };
    }

    /// Whether an answer says that it is no rename.
    public static boolean saysNo(String answer) {
        return Set.of(NO, "no", "false", "none").contains(answer.strip().toLowerCase(Locale.ROOT));
    }
}
