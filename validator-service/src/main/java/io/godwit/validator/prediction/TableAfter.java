package io.godwit.validator.prediction;

import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.ConstraintFacts.Kind;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.Dependent;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A table after a change of ALTER TABLE that has not run.
final class TableAfter {
    private TableAfter() {}

    static Relation of(DatabaseFacts facts, Relation table, TableChange change) {
        return switch (change) {
            case TableChange.AddColumn add -> withColumn(facts, table, add.column());
            case TableChange.DropColumn drop -> withoutColumn(table, drop.column());
            case TableChange.SetNotNull set -> column(table, set.column(), found -> found.withNotNull(true));
            case TableChange.DropNotNull drop -> column(table, drop.column(), found -> found.withNotNull(false));
            case TableChange.SetDefault set ->
                column(table, set.column(), found -> found.withDefault(set.expression()));
            case TableChange.DropDefault drop -> column(table, drop.column(), found -> found.withDefault(""));
            case TableChange.ChangeType type -> column(table, type.column(), found -> found.withType(type.type()));
            case TableChange.AddIdentity add ->
                column(table, add.column(), found -> found.withGeneration("", add.always() ? "a" : "d"));
            case TableChange.ChangeIdentity identity
            when identity.change().toLowerCase(Locale.ROOT).startsWith("drop") ->
                column(table, identity.column(), found -> found.withGeneration(found.generated(), ""));
            case TableChange.DropExpression drop ->
                column(table, drop.column(), found -> found.withGeneration("", found.identity()));
            case TableChange.AddConstraint add -> ConstraintAfter.added(facts, table, add.constraint());
            case TableChange.ValidateConstraint validate -> validated(table, validate.name());
            case TableChange.DropConstraint drop -> withoutConstraint(table, drop.name());
            case TableChange.RenameColumn rename -> renamed(table, rename.column(), rename.newName());
            case TableChange.RenameConstraint rename -> renamedConstraint(table, rename.name(), rename.newName());
            case TableChange _ -> table;
        };
    }

    static Relation withColumn(DatabaseFacts facts, Relation table, ColumnDefinition column) {
        if (table.column(column.name()).isPresent()) {
            return table;
        }
        List<ColumnFacts> columns = new ArrayList<>(table.columns());
        columns.add(column(column));
        Relation with = table.withColumns(columns);
        for (ConstraintDefinition constraint : column.constraints()) {
            with = ConstraintAfter.added(facts, with, ConstraintAfter.ofColumn(constraint, column.name()));
        }
        return with;
    }

    static ColumnFacts column(ColumnDefinition column) {
        boolean computed =
                column.generation() instanceof Generation.Serial || column.generation() instanceof Generation.Identity;
        ColumnFacts plain = ColumnFacts.added(
                column.name(),
                column.type(),
                column.notNull() || computed,
                column.defaultExpression().orElse(""));
        return switch (column.generation()) {
            case Generation.Stored _ -> plain.withGeneration("s", "");
            case Generation.Virtual _ -> plain.withGeneration("v", "");
            case Generation.Identity identity -> plain.withGeneration("", identity.always() ? "a" : "d");
            case Generation.Serial _, Generation.None _ -> plain;
        };
    }

    static IndexFacts index(Relation table, ObjectName name, Statement.CreateIndex create) {
        List<String> keys = create.keys().stream()
                .map(key -> table.column(key).isPresent() || table.columns().isEmpty() ? key : "")
                .toList();
        Set<String> columns = new HashSet<>(create.included());
        String text = String.join(" ", create.keys()) + " " + create.predicate().orElse("");
        table.columns().stream()
                .map(ColumnFacts::name)
                .filter(column -> create.keys().contains(column) || text.contains(column))
                .forEach(columns::add);
        return new IndexFacts(
                name,
                create.unique(),
                false,
                true,
                create.predicate().isPresent(),
                keys,
                columns,
                !keys.contains("") && create.method().equals("btree"),
                false,
                Optional.empty(),
                Optional.empty());
    }

    static Relation column(Relation table, String name, UnaryOperator<ColumnFacts> changed) {
        return table.withColumns(table.columns().stream()
                .map(column -> column.name().equals(name) ? changed.apply(column) : column)
                .toList());
    }

    private static Relation withoutColumn(Relation table, String name) {
        return table.withoutDependent(Dependent.Kind.GENERATED_COLUMN, name)
                .withColumns(table.columns().stream()
                        .filter(column -> !column.name().equals(name))
                        .toList())
                .withConstraints(table.constraints().stream()
                        .filter(constraint -> !constraint.columns().contains(name))
                        .toList())
                .withIndexes(table.indexes().stream()
                        .filter(index -> !index.columns().contains(name))
                        .toList());
    }

    private static Relation validated(Relation table, String name) {
        Optional<ConstraintFacts> constraint = table.constraint(name);
        Relation valid = table.withConstraints(table.constraints().stream()
                .map(found -> found.name().equals(name) ? found.asValidated() : found)
                .toList());
        return constraint
                .filter(found -> found.kind() == Kind.NOT_NULL)
                .flatMap(found -> found.columns().stream().findFirst())
                .map(column -> column(valid, column, found -> found.withNotNull(true)))
                .orElse(valid);
    }

    private static Relation withoutConstraint(Relation table, String name) {
        return table.withConstraints(table.constraints().stream()
                        .filter(constraint -> !constraint.name().equals(name))
                        .toList())
                .withIndexes(table.indexes().stream()
                        .filter(index -> !index.constraint().equals(Optional.of(name)))
                        .toList());
    }

    private static Relation renamed(Relation table, String column, String newName) {
        return column(table, column, found -> found.named(newName))
                .withDependentsOf(column, newName)
                .withIndexes(table.indexes().stream()
                        .map(index -> index.about(column, newName))
                        .toList())
                .withConstraints(table.constraints().stream()
                        .map(constraint -> constraint.about(
                                renamed(constraint.columns(), column, newName),
                                constraint.referenced(),
                                constraint.referencedColumns(),
                                constraint.expression()))
                        .toList());
    }

    static List<String> renamed(List<String> columns, String column, String newName) {
        return columns.stream()
                .map(other -> other.equals(column) ? newName : other)
                .toList();
    }

    private static Relation renamedConstraint(Relation table, String name, String newName) {
        return table.withConstraints(table.constraints().stream()
                        .map(found -> found.name().equals(name)
                                ? found.named(
                                        newName,
                                        found.index()
                                                .filter(_ -> found.kind() != Kind.FOREIGN_KEY)
                                                .map(index -> index.sibling(newName))
                                                .or(found::index))
                                : found)
                        .toList())
                .withIndexes(table.indexes().stream()
                        .map(index -> index.constraint().equals(Optional.of(name))
                                ? index.of(newName, index.primary())
                                : index)
                        .toList());
    }
}
