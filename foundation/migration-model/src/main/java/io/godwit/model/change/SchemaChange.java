package io.godwit.model.change;

import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.catalog.Table;
import java.util.List;
import java.util.Optional;

/// One difference wanted. What goes away is carried whole, so that the way back can be written.
public sealed interface SchemaChange {

    record CreateSchema(String name) implements SchemaChange {}

    record CreateExtension(String name) implements SchemaChange {}

    record CreateEnum(EnumType type) implements SchemaChange {}

    record DropEnum(EnumType type) implements SchemaChange {}

    /// @param before the existing label the new one sorts before; empty if it goes to the end
    record AddEnumValue(ObjectName type, String label, Optional<String> before) implements SchemaChange {}

    /// An enum whose labels cannot be reached by adding: some go away, or come in another order.
    ///
    record ReplaceEnum(EnumType before, EnumType after, LabelOrder order) implements SchemaChange {
        /// The labels that go away.
        public List<String> removed() {
            return before.labels().stream()
                    .filter(label -> !after.labels().contains(label))
                    .toList();
        }

        /// Whether labels that stay have to change places.
        public boolean moves() {
            return order == LabelOrder.WANTED && !after.isOrderedLike(before);
        }
    }

    /// A new table with its columns, keys and checks; foreign keys and indexes come as changes of their
    /// own.
    record CreateTable(Table table) implements SchemaChange {}

    record DropTable(Table table) implements SchemaChange {}

    /// The table with its rows gets another name; in the same schema.
    ///
    /// @param table as it is before, under its old name
    record RenameTable(Table table, ObjectName after) implements SchemaChange {}

    /// The column with its values gets another name.
    ///
    /// @param table the table's name after the plan
    record RenameColumn(ObjectName table, Column before, String after) implements SchemaChange {}

    record AddColumn(ObjectName table, Column column) implements SchemaChange {}

    record DropColumn(ObjectName table, Column column) implements SchemaChange {}

    record ChangeColumnType(ObjectName table, Column before, DataType after) implements SchemaChange {}

    /// @param before the default it had; empty if none
    /// @param after  the default it gets; empty to have none
    record ChangeDefault(ObjectName table, String column, Optional<String> before, Optional<String> after)
            implements SchemaChange {}

    record SetNotNull(ObjectName table, Column column) implements SchemaChange {}

    record DropNotNull(ObjectName table, Column column) implements SchemaChange {}

    record CreateIndex(ObjectName table, Index index) implements SchemaChange {}

    record DropIndex(ObjectName table, Index index) implements SchemaChange {}

    record RenameIndex(ObjectName table, String before, String after) implements SchemaChange {}

    record AddConstraint(ObjectName table, Constraint constraint) implements SchemaChange {}

    record RenameConstraint(ObjectName table, Constraint before, String after) implements SchemaChange {}

    record DropConstraint(ObjectName table, Constraint constraint) implements SchemaChange {}

    /// A column that is filled by PostgreSQL in another way: it becomes an identity, or its expression is another.
    record ChangeGeneration(ObjectName table, Column before, Column after) implements SchemaChange {}

    /// A view, function, trigger, ...: what is not taken apart.
    sealed interface ObjectChange extends SchemaChange {}

    record CreateObject(SchemaObject object) implements ObjectChange {}

    record DropObject(SchemaObject object) implements ObjectChange {}

    record ReplaceObject(SchemaObject before, SchemaObject after) implements ObjectChange {}
}
