package io.godwit.analyzer.query;

import io.godwit.analyzer.query.Use.ColumnUse;
import io.godwit.analyzer.query.Use.ConflictTarget;
import io.godwit.analyzer.query.Use.Filter;
import io.godwit.analyzer.query.Use.TableUse;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.feature.Feature;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.ReturningClause;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;

/// Reads a query with JSqlParser and tells what it needs of the database.
final class QueryReading {
    private static final long LONGEST_PARSE_MILLIS = 2000;

    private final List<Use> uses = new ArrayList<>();
    private final ExpressionUses expressions = new ExpressionUses(this, uses);

    private QueryReading() {}

    /// @return empty if it does not parse as PostgreSQL's SQL, or is no query
    static Optional<List<Use>> of(String sql) {
        try {
            Statement statement = CCJSqlParserUtil.parse(
                    sql,
                    parser -> parser.withDialect(net.sf.jsqlparser.parser.AbstractJSqlParser.Dialect.POSTGRESQL)
                            .withFeature(Feature.timeOut, LONGEST_PARSE_MILLIS));
            QueryReading reading = new QueryReading();
            return reading.take(statement) ? Optional.of(reading.uses) : Optional.empty();
        } catch (JSQLParserException | RuntimeException notUnderstood) {
            return Optional.empty();
        }
    }

    private boolean take(Statement statement) {
        Scope scope = new Scope(Optional.empty());
        switch (statement) {
            case Select select -> select(select, Optional.empty());
            case Insert insert -> insert(insert, scope);
            case Update update -> update(update, scope);
            case Delete delete -> delete(delete, scope);
            case null -> {
                return false;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    void select(Select select, Optional<Scope> around) {
        Scope scope = new Scope(around);
        with(select.getWithItemsList(), scope);
        switch (select) {
            case PlainSelect plain -> plain(plain, scope);
            case SetOperationList list -> list.getSelects().forEach(each -> select(each, Optional.of(scope)));
            case ParenthesedSelect inner -> select(inner.getSelect(), Optional.of(scope));
            case Values values -> expressions.walk(values.getExpressions(), scope);
            default -> {}
        }
    }

    private void with(List<WithItem<?>> items, Scope scope) {
        if (items == null) {
            return;
        }
        for (WithItem<?> item : items) {
            String name = Names.folded(item.getAliasName());
            scope.with(name);
            switch (item.getParenthesedStatement()) {
                case ParenthesedSelect select -> select(select, Optional.of(scope));
                case net.sf.jsqlparser.statement.insert.ParenthesedInsert insert ->
                    insert(insert.getInsert(), new Scope(Optional.of(scope)));
                case net.sf.jsqlparser.statement.update.ParenthesedUpdate update ->
                    update(update.getUpdate(), new Scope(Optional.of(scope)));
                case net.sf.jsqlparser.statement.delete.ParenthesedDelete delete ->
                    delete(delete.getDelete(), new Scope(Optional.of(scope)));
                case null -> {}
                default -> {}
            }
        }
    }

    private void plain(PlainSelect plain, Scope scope) {
        from(plain.getFromItem(), scope);
        joins(plain.getJoins(), scope);
        if (plain.getSelectItems() != null) {
            for (SelectItem<?> item : plain.getSelectItems()) {
                expressions.walk(item.getExpression(), scope);
                Optional.ofNullable(item.getAlias())
                        .map(Alias::getName)
                        .map(Names::folded)
                        .ifPresent(scope.aliases::add);
            }
        }
        expressions.condition(plain.getWhere(), scope);
        expressions.walk(plain.getHaving(), scope);
        if (plain.getGroupBy() != null && plain.getGroupBy().getGroupByExpressionList() != null) {
            expressions.walk((Expression) plain.getGroupBy().getGroupByExpressionList(), scope);
        }
        order(plain.getOrderByElements(), scope);
        if (plain.getLimit() != null) {
            expressions.walk(plain.getLimit().getRowCount(), scope);
        }
    }

    private void order(List<OrderByElement> elements, Scope scope) {
        if (elements == null) {
            return;
        }
        boolean first = true;
        for (OrderByElement element : elements) {
            expressions.walk(element.getExpression(), scope);
            if (first && element.getExpression() instanceof Column column) {
                filter(column, scope, Filter.Kind.ORDER);
            }
            first = false;
        }
    }

    private void joins(List<Join> joins, Scope scope) {
        if (joins == null) {
            return;
        }
        joins.forEach(join -> from(join.getFromItem(), scope));
        for (Join join : joins) {
            Collection<Expression> conditions = join.getOnExpressions();
            if (conditions != null) {
                conditions.forEach(condition -> expressions.condition(condition, scope));
            }
        }
    }

    private void from(FromItem item, Scope scope) {
        switch (item) {
            case null -> {}
            case Table table -> table(table, scope);
            case Select select -> {
                select(select, Optional.of(scope));
                derived(item, scope);
            }
            case net.sf.jsqlparser.statement.select.ParenthesedFromItem inner -> {
                from(inner.getFromItem(), scope);
                joins(inner.getJoins(), scope);
            }
            default -> derived(item, scope);
        }
    }

    private static void derived(FromItem item, Scope scope) {
        scope.derived(
                item.getAlias() == null
                        ? "(" + System.identityHashCode(item)
                        : Names.folded(item.getAlias().getName()));
    }

    private void table(Table table, Scope scope) {
        ObjectName name = Names.of(table);
        String alias = table.getAlias() == null
                ? name.name()
                : Names.folded(table.getAlias().getName());
        boolean own = table.getSchemaName() == null && scope.isWith(name.name());
        if (own || Names.isNoUserTable(name)) {
            scope.derived(alias);
        } else {
            scope.table(alias, name);
            uses.add(new TableUse(name));
        }
    }

    private void insert(Insert insert, Scope scope) {
        with(insert.getWithItemsList(), scope);
        Scope target = new Scope(Optional.of(scope));
        table(insert.getTable(), target);
        ObjectName name = Names.of(insert.getTable());
        target.table("excluded", name);
        List<Column> columns = insert.getColumns() == null ? List.of() : List.copyOf(insert.getColumns());
        columns.forEach(column -> column(column.getColumnName(), name, List.of()));
        Select source = insert.getSelect();
        if (source instanceof Values values) {
            inserted(columns, values.getExpressions(), name, scope);
        } else if (source != null) {
            select(source, Optional.of(scope));
        }
        if (insert.getConflictTarget() != null && insert.getConflictTarget().getIndexColumnNames() != null) {
            List<String> target1 = insert.getConflictTarget().getIndexColumnNames().stream()
                    .map(Names::folded)
                    .toList();
            boolean partial = insert.getConflictTarget().getWhereExpression() != null;
            if (!target1.isEmpty() && !partial) {
                uses.add(new ConflictTarget(name, target1));
                target1.forEach(column -> column(column, name, List.of()));
            }
        }
        if (insert.getConflictAction() != null && insert.getConflictAction().getUpdateSets() != null) {
            sets(insert.getConflictAction().getUpdateSets(), name, target);
        }
        returning(insert.getReturningClause(), target);
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
                    column(columns.get(i).getColumnName(), table, expressions.hints(value, "is inserted", scope));
                }
            }
        }
    }

    private void sets(List<UpdateSet> sets, ObjectName table, Scope scope) {
        for (UpdateSet set : sets) {
            for (int i = 0; i < set.getColumns().size(); i++) {
                boolean paired = set.getValues() != null
                        && set.getValues().size() == set.getColumns().size();
                String name = set.getColumns().get(i).getColumnName();
                if (paired) {
                    expressions.walk(set.getValue(i), scope);
                    column(name, table, expressions.hints(set.getValue(i), "is set", scope));
                } else {
                    column(name, table, List.of());
                }
            }
        }
    }

    private void update(Update update, Scope scope) {
        with(update.getWithItemsList(), scope);
        Scope inner = new Scope(Optional.of(scope));
        table(update.getTable(), inner);
        from(update.getFromItem(), inner);
        joins(update.getJoins(), inner);
        joins(update.getStartJoins(), inner);
        sets(update.getUpdateSets(), Names.of(update.getTable()), inner);
        expressions.condition(update.getWhere(), inner);
        returning(update.getReturningClause(), inner);
    }

    private void delete(Delete delete, Scope scope) {
        with(delete.getWithItemsList(), scope);
        Scope inner = new Scope(Optional.of(scope));
        table(delete.getTable(), inner);
        if (delete.getUsingFromItemList() != null) {
            delete.getUsingFromItemList().forEach(item -> from(item, inner));
        }
        expressions.condition(delete.getWhere(), inner);
        returning(delete.getReturningClause(), inner);
    }

    private void returning(ReturningClause clause, Scope scope) {
        if (clause != null) {
            clause.forEach(item -> expressions.walk(item.getExpression(), scope));
        }
    }

    private void column(String name, ObjectName table, List<TypeHint> hints) {
        if (!Names.isNoUserTable(table)) {
            uses.add(new ColumnUse(List.of(table), List.of(), false, Names.folded(name), hints));
        }
    }

    void column(Column column, Scope scope, List<TypeHint> hints) {
        candidates(column, scope)
                .ifPresent(tables -> uses.add(new ColumnUse(
                        tables,
                        column.getTable() == null ? scope.tablesAround() : List.of(),
                        column.getTable() == null && scope.hasDerived(),
                        Names.folded(column.getColumnName()),
                        hints)));
    }

    void filter(Column column, Scope scope, Filter.Kind kind) {
        candidates(column, scope)
                .ifPresent(tables -> uses.add(new Filter(tables, Names.folded(column.getColumnName()), kind)));
    }

    /// The tables a column may be of; empty for a name that is none of a table.
    static Optional<List<ObjectName>> candidates(Column column, Scope scope) {
        String name = Names.folded(column.getColumnName());
        if (name.toLowerCase(Locale.ROOT)
                .matches("ctid|xmin|xmax|cmin|cmax|tableoid|true|false|null|default|current_\\w+|"
                        + "localtime\\w*|session_user|" + QueryText.UNKNOWN + ".*")) {
            return Optional.empty();
        }
        if (column.getTable() != null && column.getTable().getName() != null) {
            return scope.table(Names.folded(column.getTable().getName())).map(List::of);
        }
        boolean ownName = scope.names(name);
        return ownName || scope.tables().isEmpty() ? Optional.empty() : Optional.of(scope.tables());
    }
}
