package io.godwit.cli.diff;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.LiveTables;
import java.util.List;
import java.util.Optional;

/// Rows of a database of which only the schema is known: there may be some, with NULLs where they may be. What a
/// foreign key refers to cannot be made up: those columns are taken to hold values.
///
/// @param given what somebody says rows get: those tables have some
record FilledRows(Catalog wanted, Answers given) implements LiveTables {
    @Override
    public boolean hasRows(ObjectName table) {
        String question = Answers.valueQuestion(table.toString(), "");
        return given.byQuestion().keySet().stream().anyMatch(name -> name.startsWith(question));
    }

    @Override
    public boolean hasNulls(ObjectName table, String column) {
        return wanted.table(table).stream()
                .flatMap(found -> found.constraints().stream())
                .noneMatch(constraint -> constraint instanceof Constraint.ForeignKey key
                        && key.columns().contains(column));
    }

    @Override
    public boolean holdsAny(ObjectName table, String column, List<String> labels) {
        return false;
    }

    @Override
    public Optional<String> instead(ObjectName type, String removed, List<String> kept) {
        return kept.stream().findFirst();
    }
}
