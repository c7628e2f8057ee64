package io.godwit.analyzer.query;

import io.godwit.analyzer.query.Use.ColumnUse;
import io.godwit.analyzer.query.Use.Filter;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.feature.Feature;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.ReturningClause;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.update.Update;
import org.jspecify.annotations.Nullable;

/// Reads a query with JSqlParser and tells what it needs of the database.
final class QueryReading {
    private static final long LONGEST_PARSE_MILLIS = 2000;

    private final List<Use> uses = new ArrayList<>();
    private final ExpressionUses expressions = new ExpressionUses(this);
    private final SourceReading sources = new SourceReading(this, expressions, uses);
    private final InsertReading inserts = new InsertReading(this, sources, expressions, uses);

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
        } catch (JSQLParserException | RuntimeException | StackOverflowError notUnderstood) {
            return Optional.empty();
        }
    }

    private boolean take(Statement statement) {
        Scope scope = new Scope(Optional.empty());
        switch (statement) {
            case Select select -> select(select, Optional.empty());
            case Insert insert -> inserts.insert(insert, scope);
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

    void with(@Nullable List<WithItem<?>> items, Scope scope) {
        if (items == null) {
            return;
        }
        for (WithItem<?> item : items) {
            String name = Names.folded(item.getAliasName());
            scope.with(name);
            switch (item.getParenthesedStatement()) {
                case ParenthesedSelect select -> select(select, Optional.of(scope));
                case net.sf.jsqlparser.statement.insert.ParenthesedInsert insert ->
                    inserts.insert(insert.getInsert(), new Scope(Optional.of(scope)));
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
        sources.from(plain.getFromItem(), scope);
        sources.joins(plain.getJoins(), scope);
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
        if (plain.getWindowDefinitions() != null) {
            plain.getWindowDefinitions().forEach(window -> expressions.window(window, scope));
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

    private void update(Update update, Scope scope) {
        with(update.getWithItemsList(), scope);
        Scope inner = new Scope(Optional.of(scope));
        sources.table(update.getTable(), inner);
        sources.from(update.getFromItem(), inner);
        sources.joins(update.getJoins(), inner);
        sources.joins(update.getStartJoins(), inner);
        inserts.sets(update.getUpdateSets(), Names.of(update.getTable()), inner);
        expressions.condition(update.getWhere(), inner);
        returning(update.getReturningClause(), inner);
    }

    private void delete(Delete delete, Scope scope) {
        with(delete.getWithItemsList(), scope);
        Scope inner = new Scope(Optional.of(scope));
        sources.table(delete.getTable(), inner);
        if (delete.getUsingFromItemList() != null) {
            delete.getUsingFromItemList().forEach(item -> sources.from(item, inner));
        }
        expressions.condition(delete.getWhere(), inner);
        returning(delete.getReturningClause(), inner);
    }

    void returning(@Nullable ReturningClause clause, Scope scope) {
        if (clause != null) {
            clause.forEach(item -> expressions.walk(item.getExpression(), scope));
        }
    }

    void column(String name, ObjectName table, List<TypeHint> hints) {
        if (!Names.isNoUserTable(table) && !Names.isUnknown(name)) {
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
                                + "localtime\\w*|session_user")
                || Names.isUnknown(name)) {
            return Optional.empty();
        }
        if (column.getTable() != null && column.getTable().getName() != null) {
            return scope.table(Names.folded(column.getTable().getName())).map(List::of);
        }
        boolean ownName = scope.names(name);
        return ownName || scope.tables().isEmpty() ? Optional.empty() : Optional.of(scope.tables());
    }
}
