package io.godwit.cli.diff;

import io.godwit.model.Problem;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddColumn;
import io.godwit.model.planning.Answers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What somebody says existing rows get in new columns, as the answers to the planner's questions.
final class GivenFills {
    private GivenFills() {}

    /// @param fills by `table.column` or `schema.table.column`
    /// @throws Problem USER if the change adds no such column
    static Answers answers(Map<String, String> fills, List<SchemaChange> changes) {
        Map<String, String> byQuestion = new HashMap<>();
        fills.forEach((name, expression) -> byQuestion.put(question(name, changes), expression));
        return new Answers(byQuestion);
    }

    private static String question(String name, List<SchemaChange> changes) {
        List<AddColumn> added = changes.stream()
                .filter(AddColumn.class::isInstance)
                .map(AddColumn.class::cast)
                .toList();
        return added.stream()
                .filter(add -> isCalled(add, name))
                .map(add -> Answers.valueQuestion(
                        add.table().toString(), add.column().name()))
                .findFirst()
                .orElseThrow(() -> Problem.user(
                        "NO_SUCH_COLUMN",
                        "--fill " + name + ": no column of that name is added to a table that exists. "
                                + (added.isEmpty()
                                        ? "None is."
                                        : "Added are "
                                                + added.stream()
                                                        .map(GivenFills::shown)
                                                        .collect(Collectors.joining(", "))
                                                + ".")));
    }

    private static String shown(AddColumn add) {
        return add.table() + "." + add.column().name();
    }

    private static boolean isCalled(AddColumn add, String name) {
        String column = "." + add.column().name();
        return name.endsWith(column) && add.table().isCalled(name.substring(0, name.length() - column.length()));
    }
}
