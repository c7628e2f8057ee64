package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.ChangeRows.Operation;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.Relation;
import java.util.Locale;

/// INSERT, UPDATE and DELETE, with the tables their foreign keys look at.
final class RowsPrediction {
    private RowsPrediction() {}

    static void change(Draft draft, Statement.ChangeRows change, String text) {
        Relation table = draft.relation(change.table());
        boolean planned = draft.setting().questions().plan(text).isPresent();
        draft.lock(table, LockMode.ROW_EXCLUSIVE);
        if (!planned || change.operation() == Operation.INSERT) {
            reached(draft, change, table);
        }
        if (planned) {
            Predictor.query(draft, text, true);
        } else if (change.everyRow()) {
            draft.scanAll(table);
        }
        if (change.operation() != Operation.DELETE) {
            table.foreignKeys()
                    .filter(key -> key.enforced()
                            && (change.operation() == Operation.INSERT
                                    || key.columns().stream().anyMatch(c -> sets(text, c))))
                    .flatMap(key -> draft.referenced(key).stream())
                    .forEach(other -> draft.reads(other, LockMode.ROW_SHARE));
        }
        if (change.operation() != Operation.INSERT) {
            for (DatabaseFacts.Reference reference : draft.facts().references(table)) {
                boolean touched = change.operation() == Operation.DELETE
                        || reference.key().referencedColumns().stream().anyMatch(column -> sets(text, column));
                if (touched) {
                    draft.reads(
                            reference.table(),
                            writes(draft, reference, change.operation()) ? LockMode.ROW_EXCLUSIVE : LockMode.ROW_SHARE);
                    boolean indexed = reference.table().indexes().stream()
                            .anyMatch(index -> !index.keys().isEmpty()
                                    && reference
                                            .key()
                                            .columns()
                                            .contains(index.keys().getFirst()));
                    if (!indexed && table.populated()) {
                        draft.scan(reference.table());
                    }
                }
            }
        }
    }

    /// Whether the referencing rows are changed with the referenced one, not only looked at.
    private static boolean writes(Draft draft, DatabaseFacts.Reference reference, Operation operation) {
        String action = operation == Operation.DELETE ? "confdeltype" : "confupdtype";
        return draft.setting()
                .questions()
                .anyRow("select 1 from pg_constraint where conrelid = "
                        + SqlName.literal(reference.table().name().sql()) + "::regclass and conname = "
                        + SqlName.literal(reference.key().name()) + " and " + action + " in ('c', 'n', 'd')")
                .orElse(false);
    }

    /// The planner knows which partitions an update reaches; where inserted rows go only their values say.
    private static void reached(Draft draft, Statement.ChangeRows change, Relation table) {
        for (Relation target : draft.facts().withDescendants(table)) {
            if (change.operation() == Operation.INSERT && !table.partitioned() && !target.equals(table)) {
                continue;
            }
            draft.lock(target, LockMode.ROW_EXCLUSIVE);
            if (change.operation() != Operation.INSERT) {
                draft.lockIndexes(target, LockMode.ROW_EXCLUSIVE);
            }
        }
    }

    private static boolean sets(String text, String column) {
        // A condition names columns too, and sets none.
        return text.toLowerCase(Locale.ROOT)
                .replaceFirst("(?s)\\swhere\\s.*", " ")
                .matches("(?s).*[\\s,(\"]" + java.util.regex.Pattern.quote(column.toLowerCase(Locale.ROOT))
                        + "\"?\\s*[=,)].*");
    }
}
