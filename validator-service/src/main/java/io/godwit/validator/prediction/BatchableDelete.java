package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.postgres.statement.RowDeletion;
import io.godwit.postgres.statement.RowUpdate;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.DatabaseFacts.Reference;
import io.godwit.validator.facts.Relation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A DELETE of many rows, and whether it comes to the same if each range of rows is a transaction of its own.
///
/// It does where the condition looks at nothing but the row and other tables, where what it calls only computes, and
/// where no other row can forbid a part of it: what is deleted before a refusal stays deleted.
public final class BatchableDelete {
    private final RowDeletion deletion;
    private final Setting setting;

    public BatchableDelete(RowDeletion deletion, Setting setting) {
        this.deletion = deletion;
        this.setting = setting;
    }

    /// Whether so many rows go that it is felt, as far as that can be told.
    ///
    /// @param rows of the table; below 0 if not known
    public boolean manyRows(long rows) {
        return rows().areMany(rows);
    }

    private WrittenRows rows() {
        return new WrittenRows(deletion.table(), deletion.condition(), deletion.only(), setting);
    }

    /// Why it has to stay one transaction, in words; empty if it can be batched.
    public Optional<String> obstacle() {
        Optional<Relation> table = setting.relation(deletion.table());
        return deletion.obstacle()
                .or(rows()::obstacle)
                .or(() -> hasKey(table.orElseThrow())
                        ? Optional.empty()
                        : Optional.of("the table has no key that batches could go along"))
                .or(this::ownRows)
                .or(() -> BatchableUpdate.acting(deletion.condition().stream(), setting.questions()))
                .or(() -> referring(table.orElseThrow()));
    }

    private static boolean hasKey(Relation table) {
        return Stream.of(ConstraintFacts.Kind.PRIMARY_KEY, ConstraintFacts.Kind.UNIQUE)
                .flatMap(table::constraints)
                .findAny()
                .isPresent();
    }

    /// A condition over the rows of the table itself gives another answer once some of them are gone.
    private Optional<String> ownRows() {
        ObjectName table = deletion.table();
        return deletion.condition()
                .filter(where -> RowUpdate.takesWhole(where, table))
                .map(_ -> "which rows go depends on other rows of " + table);
    }

    private Optional<String> referring(Relation table) {
        return setting.facts().references(table).stream()
                .filter(reference -> !goesAlong(reference))
                .findFirst()
                .map(reference -> "foreign key " + reference.key().name() + " of "
                        + reference.table().name() + " may forbid it for a row after others are gone");
    }

    private boolean goesAlong(Reference reference) {
        List<String> names = List.of(
                SqlName.literal(reference.table().name().sql()),
                SqlName.literal(reference.key().name()));
        return setting.questions()
                .anyRow("select 1 from pg_constraint where conrelid = " + names.getFirst() + "::regclass and conname = "
                        + names.getLast() + " and confdeltype in ('c', 'n', 'd')")
                .orElse(false);
    }
}
