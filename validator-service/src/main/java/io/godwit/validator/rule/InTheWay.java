package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.Dependent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What uses a column that a statement drops or gives another type, and keeps PostgreSQL from it.
record InTheWay(ObjectName table, List<Dependent> dependents) {

    /// @return empty for any other statement, and where nothing uses the column
    static Optional<InTheWay> of(CheckedStatement statement) {
        if (!(statement.statement() instanceof Statement.AlterTable alter)) {
            return Optional.empty();
        }
        List<String> columns = alter.changes().stream()
                .flatMap(change -> switch (change) {
                    case TableChange.DropColumn drop when !drop.cascade() -> Stream.of(drop.column());
                    case TableChange.ChangeType type -> Stream.of(type.column());
                    case TableChange _ -> Stream.empty();
                })
                .toList();
        List<Dependent> found = statement.setting().facts().relation(alter.table()).stream()
                .flatMap(table -> columns.stream().flatMap(table::dependentsOn))
                .filter(dependent -> dependent.kind() != Dependent.Kind.FUNCTION)
                .distinct()
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(new InTheWay(alter.table(), found));
    }

    /// `the view v, the publication p`.
    String words() {
        return dependents.stream()
                .map(dependent -> what(dependent) + " " + dependent.name().name())
                .collect(Collectors.joining(", "));
    }

    /// The next step for each kind.
    String help() {
        return dependents.stream()
                .map(dependent -> switch (dependent.kind()) {
                    case VIEW, POLICY, TRIGGER ->
                        "in one transaction with this, drop " + what(dependent) + " first and create it again after";
                    case GENERATED_COLUMN -> "drop the generated column first, and add it again after";
                    case PUBLICATION ->
                        "in one transaction with this, ALTER PUBLICATION "
                                + dependent.name().name() + " DROP TABLE " + table + " first and ADD TABLE " + table
                                + " with its list and WHERE after, then refresh its subscribers";
                    case FUNCTION -> "mend the function first";
                })
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String what(Dependent dependent) {
        return switch (dependent.kind()) {
            case VIEW -> "the view";
            case GENERATED_COLUMN -> "the generated column";
            case POLICY -> "the policy";
            case TRIGGER -> "the trigger";
            case PUBLICATION -> "the publication";
            case FUNCTION -> "the function";
        };
    }
}
