package io.godwit.validator.prediction;

import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.Optional;

/// What PostgreSQL refuses because it is too much, whatever the database holds: `MaxHeapAttributeNumber` and
/// `INDEX_MAX_KEYS` of a server that is built with its defaults.
final class Limits {
    private static final int COLUMNS = 1600;
    private static final int INDEX_COLUMNS = 32;

    private Limits() {}

    static Optional<String> refusal(Statement statement) {
        return switch (statement) {
            case Statement.CreateTable create when create.columns().size() > COLUMNS -> columns();
            case Statement.AlterTable alter
            when alter.changes().stream()
                            .filter(TableChange.AddColumn.class::isInstance)
                            .count()
                    > COLUMNS -> columns();
            case Statement.CreateIndex create
            when create.keys().size() > INDEX_COLUMNS ->
                Optional.of("cannot use more than " + INDEX_COLUMNS + " columns in an index");
            case Statement _ -> Optional.empty();
        };
    }

    private static Optional<String> columns() {
        return Optional.of("tables can have at most " + COLUMNS + " columns");
    }
}
