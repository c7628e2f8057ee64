package io.godwit.validator.prediction;

import io.godwit.model.catalog.ObjectName;
import io.godwit.validator.facts.Relation;
import java.util.Optional;

/// The rows of a table that an UPDATE or DELETE is about.
///
/// @param only whether tables that inherit from it are left out
record WrittenRows(ObjectName table, Optional<String> condition, boolean only, Setting setting) {
    /// Fewer rows are written in less time than batches need.
    private static final long FEW_ROWS = 5_000;

    /// Whether they are so many that it is felt, as far as that can be told.
    ///
    /// @param rows of the table; below 0 if not known
    boolean areMany(long rows) {
        if (rows >= 0 && rows < FEW_ROWS) {
            return false;
        }
        return condition
                .flatMap(where -> setting.questions()
                        .text("select count(*) from (select 1 from " + table.sql() + " where " + where + " limit "
                                + FEW_ROWS + ") few"))
                .map(count -> Long.parseLong(count) >= FEW_ROWS)
                .orElse(true);
    }

    /// Why no batch can be told from the others, in words.
    Optional<String> obstacle() {
        Optional<Relation> known =
                setting.relation(table).filter(found -> !found.columns().isEmpty());
        if (known.isEmpty()) {
            return Optional.of("nothing is known of the table");
        }
        return only && !known.get().children().isEmpty()
                ? Optional.of("it leaves the tables out that inherit from " + table)
                : Optional.empty();
    }
}
