package io.godwit.analyzer.query;

import io.godwit.analyzer.query.Use.TableUse;
import io.godwit.model.catalog.ObjectName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/// Reads what a query takes its rows from: tables, joins, subqueries, functions.
final class SourceReading {
    private final QueryReading reading;
    private final ExpressionUses expressions;
    private final List<Use> uses;

    SourceReading(QueryReading reading, ExpressionUses expressions, List<Use> uses) {
        this.reading = reading;
        this.expressions = expressions;
        this.uses = uses;
    }

    void joins(@Nullable List<Join> joins, Scope scope) {
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

    void from(@Nullable FromItem item, Scope scope) {
        switch (item) {
            case null -> {}
            case Table table -> table(table, scope);
            case Select select -> {
                reading.select(select, Optional.of(scope));
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

    void table(Table table, Scope scope) {
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
}
