package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Value;
import io.godwit.analyzer.sqlalchemy.AlembicSql.Unknown;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of `op.bulk_insert(table, [{...}, ...])`, where they are constant.
final class AlembicRows {
    private final Evaluation evaluation;
    private final Scope scope;

    AlembicRows(Evaluation evaluation, Scope scope) {
        this.evaluation = evaluation;
        this.scope = scope;
    }

    /// An `INSERT` for each row.
    ///
    /// @throws Unknown if the table or a row is only known when the program runs
    List<String> inserted(Call call) {
        AlembicArguments given = new AlembicArguments(evaluation, scope, call);
        ObjectName table = table(given.written(0, "table"));
        if (!(evaluation.of(scope, given.written(1, "rows")).orElse(null) instanceof Value.Listed(List<Value> rows))) {
            throw new Unknown("its rows are only known when the program runs");
        }
        return rows.stream().map(row -> insert(table, row)).toList();
    }

    private ObjectName table(Expression written) {
        Expression made =
                evaluation.names().resolve(scope, written) instanceof Resolution.OfValue(Scope _, Expression value)
                        ? value
                        : written;
        if (made instanceof Call call && call.calleeName().matches("table|Table|create_table")) {
            return new AlembicArguments(evaluation, scope, call).table(0, "table_name");
        }
        throw new Unknown("the table is only known when the program runs");
    }

    private static String insert(ObjectName table, Value row) {
        if (!(row instanceof Value.Mapped(Map<Value, Value> cells)) || cells.isEmpty()) {
            throw new Unknown("a row is only known when the program runs");
        }
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        cells.forEach((column, value) -> {
            columns.add(SqlName.quoted(
                    column.asText().orElseThrow(() -> new Unknown("a column is only known when the program runs"))));
            values.add(literal(value)
                    .orElseThrow(() -> new Unknown("the value of " + columns.getLast() + " is no constant")));
        });
        return "INSERT INTO " + table.sql() + " (" + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", values) + ")";
    }

    private static Optional<String> literal(Value value) {
        return switch (value) {
            case Value.Text(String text) -> Optional.of(SqlName.literal(text));
            case Value.Whole(var number) -> Optional.of(number.toString());
            case Value.Fraction(var number) -> Optional.of(number.toPlainString());
            case Value.Truth(boolean isTrue) -> Optional.of(isTrue ? "true" : "false");
            case Value.Nothing _ -> Optional.of("NULL");
            case Value.Listed _, Value.Mapped _, Value.Span _, Value.Named _ -> Optional.empty();
        };
    }
}
