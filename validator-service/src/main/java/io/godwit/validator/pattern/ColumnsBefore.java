package io.godwit.validator.pattern;

import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Several columns of one index, key or check are converted one after the other. On the way back each old column gets
/// its indexes again while the others still have their new types: what it shares with a column that was converted
/// after it has to be made over that one's old column, which is there again by then.
public final class ColumnsBefore {
    private static final Pattern TAKEN = Pattern.compile(
            "ALTER TABLE (?<table>\\S+) RENAME COLUMN (?<column>\"(?:[^\"]|\"\")++\") TO (?<before>\"(?:[^\"]|\"\")++\")");

    private ColumnsBefore() {}

    /// A column that was converted.
    private record Taken(String table, String column, String before) {
        boolean isBeside(Taken other) {
            return table.equals(other.table) && !column.equals(other.column);
        }

        /// The names of the index and its table come before the first parenthesis.
        String over(String sql) {
            int columns = sql.indexOf('(');
            if (columns < 0) {
                return sql;
            }
            return sql.substring(0, columns)
                    + ColumnIndexes.replaced(sql.substring(columns), bare(column), bare(before));
        }

        private static String bare(String quoted) {
            return quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"");
        }

        boolean isLeftBy(Step step) {
            return step.action().statements().contains("ALTER TABLE " + table + " DROP COLUMN " + before);
        }
    }

    /// @param steps in their order
    public static List<Step> of(List<Step> steps) {
        List<Taken> taken = steps.stream()
                .filter(OwnSteps::takesOver)
                .flatMap(step -> step.action().statements().stream())
                .map(TAKEN::matcher)
                .filter(Matcher::matches)
                .map(found -> new Taken(found.group("table"), found.group("column"), found.group("before")))
                .toList();
        List<Step> all = new ArrayList<>();
        for (Step step : steps) {
            Step now = step;
            for (int i = 0; i < taken.size(); i++) {
                Taken own = taken.get(i);
                if (own.isLeftBy(step)) {
                    for (Taken later : taken.subList(i + 1, taken.size())) {
                        now = later.isBeside(own) ? over(now, later) : now;
                    }
                }
            }
            all.add(now);
        }
        return all;
    }

    private static Step over(Step step, Taken later) {
        List<String> statements = step.rollback().statements().stream()
                .map(sql -> sql.startsWith("CREATE ") && sql.contains(" INDEX ") || sql.contains(" ADD CONSTRAINT ")
                        ? later.over(sql)
                        : sql)
                .toList();
        Rollback rollback = new Rollback(
                step.rollback().reversibility(),
                statements,
                step.rollback().transaction(),
                step.rollback().note());
        return Step.of(step.id(), step.phase(), step.title(), step.action(), rollback, step.probe())
                .serving(step.changes());
    }
}
