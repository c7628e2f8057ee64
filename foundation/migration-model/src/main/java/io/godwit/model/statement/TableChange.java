package io.godwit.model.statement;

import java.util.Optional;

/// One change of an ALTER TABLE.
public sealed interface TableChange {

    record AddColumn(ColumnDefinition column) implements TableChange {}

    record DropColumn(String column, boolean cascade) implements TableChange {}

    record SetNotNull(String column) implements TableChange {}

    record DropNotNull(String column) implements TableChange {}

    record SetDefault(String column, String expression) implements TableChange {}

    record DropDefault(String column) implements TableChange {}

    /// @param type  as written
    /// @param using the conversion; empty for PostgreSQL's own
    record ChangeType(String column, String type, Optional<String> using) implements TableChange {}

    record AddConstraint(ConstraintDefinition constraint) implements TableChange {}

    record ValidateConstraint(String name) implements TableChange {}

    record DropConstraint(String name, boolean cascade) implements TableChange {}

    record RenameColumn(String column, String newName) implements TableChange {}

    record RenameConstraint(String name, String newName) implements TableChange {}

    record RenameTable(String newName) implements TableChange {}

    record SetSchema(String schema) implements TableChange {}

    /// A change this model does not take apart. Counts as risky.
    record Other(String text) implements TableChange {}
}
