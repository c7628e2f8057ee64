package io.godwit.analyzer.model;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.plan.Action;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.GuardedChanges;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.planning.PlainPlanner;
import java.util.List;
import java.util.stream.Stream;

/// The simplest statements for changes of a schema, in the order in which they run.
public final class PlainStatements {
    private PlainStatements() {}

    /// @param before  the schema they start from
    /// @param renamed the same under the names things have by then
    public static List<String> of(List<SchemaChange> changes, Catalog before, Catalog renamed) {
        return PlainPlanner.plan(GuardedChanges.unguarded(changes), before, renamed, LiveTables.empty(), Answers.none())
                .plan()
                .steps()
                .stream()
                .flatMap(step -> statements(step.action()))
                .toList();
    }

    /// Those that lead from one schema to another.
    public static List<String> between(Catalog before, Catalog after) {
        return of(CatalogDiff.between(before, after), before, before);
    }

    private static Stream<String> statements(Action action) {
        return switch (action) {
            case Action.RunSql run -> run.statements().stream();
            case Action.BuildIndexConcurrently build -> Stream.of(build.statement());
            case Action _ -> Stream.empty();
        };
    }
}
