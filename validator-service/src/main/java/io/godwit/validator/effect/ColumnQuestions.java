package io.godwit.validator.effect;

import io.godwit.model.statement.ColumnDefinition;
import io.godwit.postgres.statistics.AddedColumn;

/// Asks the database whether a column can be added without rewriting its table.
@FunctionalInterface
public interface ColumnQuestions {
    AddedColumn adding(ColumnDefinition column);
}
