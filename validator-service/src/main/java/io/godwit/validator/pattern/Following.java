package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.TransactionMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A column that is computed from others of its row while old code writes those only. What is given to the column
/// itself is taken as it is.
///
/// @param expression what it is computed by, over the table's columns
/// @param sources    the columns in it, and in the condition
/// @param condition  for which rows, over the table's columns; empty for all
/// @param name       tells its trigger from others of the table
record Following(
        ObjectName table,
        String column,
        String expression,
        List<String> sources,
        Optional<String> condition,
        String name) {
    Following {
        sources = List.copyOf(sources);
    }

    /// Adds the step that begins it.
    void begin(Steps steps, Phase phase) {
        steps.add(
                phase,
                "Let " + of() + (sources.isEmpty() ? " have a value" : " follow " + String.join(", ", sources)),
                sql(trigger().create()),
                new Rollback(Reversibility.LOSSLESS, trigger().drop(), TransactionMode.TOGETHER, ""),
                Probes.trigger(table, trigger().name()));
    }

    /// Adds the step that ends it, when the new code writes the column.
    void end(Steps steps) {
        steps.add(
                Phase.CONTRACT,
                "Let " + of() + " stand by itself, which the new code writes",
                sql(trigger().drop()),
                Rollback.lossless(),
                Probes.noTrigger(table, trigger().name()));
    }

    private String of() {
        return table.name() + "." + column;
    }

    private SyncTrigger trigger() {
        return new SyncTrigger(table, SyncTrigger.LAST + table.name() + "_" + name + "_follows", "", body(), "");
    }

    private String body() {
        String quoted = SqlName.quoted(column);
        String compute = "NEW." + quoted + " := " + inNew(expression) + ";";
        String only = condition.map(where -> " AND " + inNew(where)).orElse("");
        String given = "ROW(NEW." + quoted + ")::record OPERATOR(pg_catalog.*<>) ROW(OLD." + quoted + ")::record";
        String changed = sources.stream()
                .map(SqlName::quoted)
                .map(source ->
                        "ROW(NEW." + source + ")::record OPERATOR(pg_catalog.*<>) ROW(OLD." + source + ")::record")
                .collect(Collectors.joining(" OR "));
        String missing = "IF NEW." + quoted + " IS NULL" + only + " THEN " + compute;
        return sources.isEmpty()
                ? missing + " END IF;"
                : missing + " ELSIF TG_OP = 'UPDATE' THEN IF NOT (" + given + ") AND (" + changed + ")" + only
                        + " THEN " + compute + " END IF; END IF;";
    }

    private String inNew(String sql) {
        return "(SELECT " + sql + " FROM (SELECT (NEW).*) AS " + SqlName.quoted(table.name()) + ")";
    }

    private static Action sql(List<String> statements) {
        return new Action.RunSql(statements, TransactionMode.TOGETHER);
    }
}
