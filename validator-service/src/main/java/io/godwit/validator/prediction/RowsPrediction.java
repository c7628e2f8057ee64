package io.godwit.validator.prediction;

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
        for (Relation target : draft.facts().withDescendants(table)) {
            draft.lock(target, LockMode.ROW_EXCLUSIVE);
            if (change.operation() != Operation.INSERT) {
                draft.lockIndexes(target, LockMode.ROW_EXCLUSIVE);
            }
        }
        boolean planned = draft.setting().questions().plan(text).isPresent();
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
                    draft.reads(reference.table(), LockMode.ROW_SHARE);
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

    private static boolean sets(String text, String column) {
        return text.toLowerCase(Locale.ROOT)
                .matches("(?s).*[\\s,(\"]" + java.util.regex.Pattern.quote(column.toLowerCase(Locale.ROOT))
                        + "\"?\\s*[=,)].*");
    }
}
