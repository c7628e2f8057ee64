package io.godwit.validator;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What an EXPAND step of a plan makes that its safe form has ready in MIGRATE only. Whatever comes later
/// and names it waits for it.
final class Unready {
    private final List<Made> made = new ArrayList<>();

    /// @param column empty for the relation itself
    private record Made(ObjectName relation, Optional<String> column) {
        boolean isNamedIn(String sql) {
            return names(sql, relation.name())
                    && column.map(name -> names(sql, name)).orElse(true);
        }

        private static boolean names(String sql, String name) {
            return sql.contains(SqlName.quoted(name))
                    || Pattern.compile("(?<![\\w\"$])" + Pattern.quote(name) + "(?![\\w\"$])")
                            .matcher(sql)
                            .find();
        }
    }

    /// Remembers what the statements make, if the steps in their place go on beyond EXPAND.
    void add(Phase planned, List<ParsedStatement> statements, List<Step> instead) {
        if (planned == Phase.EXPAND && instead.stream().anyMatch(step -> step.phase() == Phase.MIGRATE)) {
            statements.stream()
                    .flatMap(statement -> makes(statement.statement()))
                    .forEach(made::add);
        }
    }

    /// Whether the step, or its undo, names something that is not ready.
    boolean isNamedIn(Step step) {
        return Stream.concat(step.action().statements().stream(), step.rollback().statements().stream())
                .anyMatch(sql -> made.stream().anyMatch(thing -> thing.isNamedIn(sql)));
    }

    private static Stream<Made> makes(Statement statement) {
        return switch (statement) {
            case Statement.AlterTable alter ->
                alter.changes().stream()
                        .flatMap(Unready::columns)
                        .map(column -> new Made(alter.table(), Optional.of(column)));
            case Statement.CreateIndex create ->
                Stream.concat(
                        create
                                .name()
                                .map(create.table()::sibling)
                                .map(index -> new Made(index, Optional.empty()))
                                .stream(),
                        create.keys().stream()
                                .filter(_ -> create.unique())
                                .map(column -> new Made(create.table(), Optional.of(column))));
            case Statement.CreateTable create -> Stream.of(new Made(create.table(), Optional.empty()));
            case Statement.CreateView create -> Stream.of(new Made(create.view(), Optional.empty()));
            case Statement _ -> Stream.empty();
        };
    }

    /// Of a key its columns: a foreign key may refer to them.
    private static Stream<String> columns(TableChange change) {
        return switch (change) {
            case TableChange.AddColumn add -> Stream.of(add.column().name());
            case TableChange.ChangeType type -> Stream.of(type.column());
            case TableChange.RenameColumn rename -> Stream.of(rename.newName());
            case TableChange.AddConstraint(ConstraintDefinition.PrimaryKey key) -> key.columns().stream();
            case TableChange.AddConstraint(ConstraintDefinition.Unique key) -> key.columns().stream();
            case TableChange _ -> Stream.empty();
        };
    }
}
