package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Tools write a type change as three statements: the default goes, the type changes, the default comes back. Where the
/// type changes by a second column, minutes lie in between, in which a row without a value would be refused: the three
/// become one statement, and the default changes when the new column takes its name.
public final class JoinedDefaults {
    private JoinedDefaults() {}

    /// @param read gives a step's statement where it has just one
    public static List<Step> in(List<Step> steps, Function<Step, Optional<Statement>> read) {
        List<Step> joined = new ArrayList<>(steps);
        for (Step step : steps) {
            only(step, read, TableChange.ChangeType.class).ifPresent(type -> join(joined, step, type, read));
        }
        return joined;
    }

    private static void join(
            List<Step> steps, Step step, On<TableChange.ChangeType> type, Function<Step, Optional<Statement>> read) {
        int at = steps.indexOf(step);
        Optional<Step> dropping = steps.subList(0, at).reversed().stream()
                .filter(other -> other.phase() == step.phase())
                .filter(other -> only(other, read, TableChange.DropDefault.class)
                        .filter(drop -> drop.table().equals(type.table()))
                        .filter(drop ->
                                drop.change().column().equals(type.change().column()))
                        .isPresent())
                .findFirst();
        if (dropping.isEmpty()) {
            return;
        }
        Optional<Step> setting = steps.subList(at + 1, steps.size()).stream()
                .filter(other -> other.phase() == step.phase())
                .filter(other -> defaultOf(other, type, read).isPresent())
                .findFirst();
        if (setting.isPresent()
                && defaultOf(setting.get(), type, read).orElse("").contains("::")) {
            return;
        }
        String column = " ALTER COLUMN " + SqlName.quoted(type.change().column()) + " ";
        String sql = "ALTER TABLE " + type.table().sql() + column + "DROP DEFAULT," + column + typed(type.change())
                + setting.flatMap(other -> defaultOf(other, type, read))
                        .map(value -> "," + column + "SET DEFAULT " + value)
                        .orElse("");
        List<Step> all = new ArrayList<>(List.of(dropping.get(), step));
        setting.ifPresent(all::add);
        steps.set(at, Steps.together(step, step.phase(), step.title(), List.of(sql), all));
        steps.remove(dropping.get());
        setting.ifPresent(steps::remove);
    }

    private static Optional<String> defaultOf(
            Step step, On<TableChange.ChangeType> type, Function<Step, Optional<Statement>> read) {
        return only(step, read, TableChange.SetDefault.class)
                .filter(set -> set.table().equals(type.table()))
                .filter(set -> set.change().column().equals(type.change().column()))
                .map(set -> set.change().expression());
    }

    private static String typed(TableChange.ChangeType type) {
        return "SET DATA TYPE " + type.type()
                + type.collation().map(name -> " COLLATE " + name).orElse("")
                + type.using().map(expression -> " USING " + expression).orElse("");
    }

    /// A change of a table's column.
    private record On<C extends TableChange>(ObjectName table, C change) {}

    /// The one change of the one statement of a step.
    private static <C extends TableChange> Optional<On<C>> only(
            Step step, Function<Step, Optional<Statement>> read, Class<C> kind) {
        return step.action() instanceof Action.RunSql(var _, TransactionMode mode)
                        && mode == TransactionMode.TOGETHER
                        && read.apply(step).orElse(null)
                                instanceof
                                Statement.AlterTable(ObjectName table, List<TableChange> changes, var _, var _)
                        && changes.size() == 1
                        && kind.isInstance(changes.getFirst())
                ? Optional.of(new On<>(table, kind.cast(changes.getFirst())))
                : Optional.empty();
    }
}
