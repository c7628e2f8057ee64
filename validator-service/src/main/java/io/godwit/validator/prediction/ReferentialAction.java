package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.plan.LockMode;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.Relation;

/// What a foreign key does with the rows that refer to one that goes or gets another key.
enum ReferentialAction {
    /// `NO ACTION`, `RESTRICT`.
    REFUSE,
    CASCADE,
    SET_NULL,
    SET_DEFAULT,
    /// Nobody can be asked.
    UNKNOWN;

    static ReferentialAction onDelete(Draft draft, DatabaseFacts.Reference reference) {
        return of(draft, reference, "confdeltype");
    }

    static ReferentialAction onUpdate(Draft draft, DatabaseFacts.Reference reference) {
        return of(draft, reference, "confupdtype");
    }

    private static ReferentialAction of(Draft draft, DatabaseFacts.Reference reference, String column) {
        return draft.setting()
                .questions()
                .text("select " + column + "::text from pg_constraint where conrelid = to_regclass("
                        + SqlName.literal(reference.table().name().sql()) + ") and conname = "
                        + SqlName.literal(reference.key().name()))
                .map(letter -> switch (letter) {
                    case "c" -> CASCADE;
                    case "n" -> SET_NULL;
                    case "d" -> SET_DEFAULT;
                    default -> REFUSE;
                })
                .orElse(UNKNOWN);
    }

    /// Whether referring rows are changed, not only looked at.
    boolean writes() {
        return switch (this) {
            case CASCADE, SET_NULL, SET_DEFAULT -> true;
            case REFUSE, UNKNOWN -> false;
        };
    }

    /// Locks the referring table, whose rows are looked for.
    ///
    /// @param from the table whose rows go or get another key
    void touch(Draft draft, Relation from, DatabaseFacts.Reference reference) {
        draft.reads(reference.table(), writes() ? LockMode.ROW_EXCLUSIVE : LockMode.ROW_SHARE);
        boolean indexed = reference.table().indexes().stream()
                .anyMatch(index -> !index.keys().isEmpty()
                        && reference.key().columns().contains(index.keys().getFirst()));
        if (!indexed && from.populated()) {
            draft.scan(reference.table());
        }
    }
}
