package io.godwit.analyzer.query;

import io.godwit.analyzer.query.Use.ConflictTarget;
import io.godwit.model.catalog.ObjectName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.create.table.Index;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.InsertConflictTarget;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.update.UpdateSet;

/// Reads what a query writes: the rows of an INSERT, what it does on a conflict, and what SET assigns.
final class InsertReading {
    private final QueryReading reading;
    private final SourceReading sources;
    private final ExpressionUses expressions;
    private final List<Use> uses;

    InsertReading(QueryReading reading, SourceReading sources, ExpressionUses expressions, List<Use> uses) {
        this.reading = reading;
        this.sources = sources;
        this.expressions = expressions;
        this.uses = uses;
    }

    void insert(Insert insert, Scope scope) {
        reading.with(insert.getWithItemsList(), scope);
        Scope target = new Scope(Optional.of(scope));
        sources.table(insert.getTable(), target);
        ObjectName name = Names.of(insert.getTable());
        target.table("excluded", name);
        List<Column> columns = insert.getColumns() == null ? List.of() : List.copyOf(insert.getColumns());
        columns.forEach(column -> reading.column(column.getColumnName(), name, List.of()));
        Select source = insert.getSelect();
        if (source instanceof Values values) {
            inserted(columns, values.getExpressions(), name, scope);
        } else if (source != null) {
            reading.select(source, Optional.of(scope));
        }
        if (insert.getConflictTarget() != null) {
            conflictTarget(insert.getConflictTarget(), name, target);
        }
        if (insert.getConflictAction() != null && insert.getConflictAction().getUpdateSets() != null) {
            sets(insert.getConflictAction().getUpdateSets(), name, target);
        }
        reading.returning(insert.getReturningClause(), target);
    }

    /// Over an expression (`md5(url)`) only PostgreSQL can tell which index is meant: what it names is used all the
    /// same.
    private void conflictTarget(InsertConflictTarget target, ObjectName table, Scope scope) {
        List<Expression> computed = Optional.ofNullable(target.getIndexElements()).orElse(List.of()).stream()
                .map(Index.ColumnParams::getExpression)
                .filter(Objects::nonNull)
                .toList();
        computed.forEach(expression -> expressions.walk(expression, scope));
        List<String> keys = Optional.ofNullable(target.getIndexColumnNames()).orElse(List.of()).stream()
                .map(Names::folded)
                .toList();
        if (keys.isEmpty()
                || target.getWhereExpression() != null
                || keys.stream().anyMatch(Names::isUnknown)) {
            return;
        }
        keys.forEach(column -> reading.column(column, table, List.of()));
        if (computed.isEmpty()) {
            uses.add(new ConflictTarget(table, keys));
        }
    }

    private void inserted(List<Column> columns, List<?> rows, ObjectName table, Scope scope) {
        List<?> row = !rows.isEmpty()
                        && rows.getFirst()
                                instanceof net.sf.jsqlparser.expression.operators.relational.ExpressionList<?> list
                ? list
                : rows;
        for (int i = 0; i < row.size(); i++) {
            if (row.get(i) instanceof Expression value) {
                expressions.walk(value, scope);
                if (i < columns.size() && row.size() == columns.size()) {
                    reading.column(
                            columns.get(i).getColumnName(), table, expressions.hints(value, "is inserted", scope));
                }
            }
        }
    }

    void sets(List<UpdateSet> sets, ObjectName table, Scope scope) {
        for (UpdateSet set : sets) {
            for (int i = 0; i < set.getColumns().size(); i++) {
                boolean paired = set.getValues() != null
                        && set.getValues().size() == set.getColumns().size();
                String name = set.getColumns().get(i).getColumnName();
                if (paired) {
                    expressions.walk(set.getValue(i), scope);
                    reading.column(name, table, expressions.hints(set.getValue(i), "is set", scope));
                } else {
                    reading.column(name, table, List.of());
                }
            }
            if (set.getValues() != null
                    && set.getValues().size() != set.getColumns().size()) {
                expressions.walk(set.getValues(), scope);
            }
        }
    }
}
