package io.godwit.analyzer.query;

import io.godwit.analyzer.query.TypeHint.LikeColumn;
import io.godwit.analyzer.query.TypeHint.OfType;
import io.godwit.analyzer.query.TypeHint.Strength;
import io.godwit.analyzer.query.Use.Filter;
import io.godwit.model.catalog.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.JsonExpression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.WindowDefinition;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/// Walks along the expressions of a query and notes the columns they name, with what their use says of their types.
final class ExpressionUses extends ExpressionVisitorAdapter<Void> {
    private final QueryReading reading;

    ExpressionUses(QueryReading reading) {
        this.reading = reading;
    }

    void walk(@Nullable Expression expression, Scope scope) {
        if (expression != null) {
            expression.accept(this, scope);
        }
    }

    /// What a window is divided and ordered by.
    void window(WindowDefinition window, Scope scope) {
        walk(window.getPartitionExpressionList(), scope);
        if (window.getOrderByElements() != null) {
            window.getOrderByElements().forEach(element -> walk(element.getExpression(), scope));
        }
    }

    /// A condition that picks rows: its comparisons joined by AND are filters.
    void condition(Expression expression, Scope scope) {
        if (expression == null) {
            return;
        }
        walk(expression, scope);
        bare(expression, scope);
        filters(expression, scope);
    }

    /// A column that is a condition by itself is a boolean.
    private void bare(Expression expression, Scope scope) {
        switch (expression) {
            case AndExpression and -> {
                bare(and.getLeftExpression(), scope);
                bare(and.getRightExpression(), scope);
            }
            case OrExpression or -> {
                bare(or.getLeftExpression(), scope);
                bare(or.getRightExpression(), scope);
            }
            case NotExpression not -> bare(not.getExpression(), scope);
            case ParenthesedExpressionList<?> list when list.size() == 1 -> bare(list.getFirst(), scope);
            case Column column -> reading.column(column, scope, strong("boolean", "it is a condition by itself"));
            default -> {}
        }
    }

    private void filters(Expression expression, Scope scope) {
        switch (expression) {
            case AndExpression and -> {
                filters(and.getLeftExpression(), scope);
                filters(and.getRightExpression(), scope);
            }
            case ParenthesedExpressionList<?> list when list.size() == 1 -> filters(list.getFirst(), scope);
            case EqualsTo equals -> {
                boolean join =
                        equals.getLeftExpression() instanceof Column && equals.getRightExpression() instanceof Column;
                Filter.Kind kind = join ? Filter.Kind.JOIN : Filter.Kind.EQUALITY;
                filter(equals.getLeftExpression(), scope, kind);
                filter(equals.getRightExpression(), scope, kind);
            }
            case ComparisonOperator comparison -> {
                filter(comparison.getLeftExpression(), scope, Filter.Kind.RANGE);
                filter(comparison.getRightExpression(), scope, Filter.Kind.RANGE);
            }
            case InExpression in when !in.isNot() -> filter(in.getLeftExpression(), scope, Filter.Kind.EQUALITY);
            case Between between -> filter(between.getLeftExpression(), scope, Filter.Kind.RANGE);
            default -> {}
        }
    }

    private void filter(Expression expression, Scope scope, Filter.Kind kind) {
        if (expression instanceof Column column) {
            reading.filter(column, scope, kind);
        }
    }

    @Override
    public <S> Void visit(Column column, S context) {
        reading.column(column, (Scope) context, List.of());
        return null;
    }

    @Override
    public <S> Void visit(ParenthesedSelect select, S context) {
        reading.select(select, Optional.of((Scope) context));
        return null;
    }

    @Override
    public <S> Void visit(Select select, S context) {
        reading.select(select, Optional.of((Scope) context));
        return null;
    }

    @Override
    protected <S> Void visitBinaryExpression(BinaryExpression binary, S context) {
        Scope scope = (Scope) context;
        if (binary instanceof ComparisonOperator) {
            compared(binary.getLeftExpression(), binary.getRightExpression(), scope);
            compared(binary.getRightExpression(), binary.getLeftExpression(), scope);
        }
        return super.visitBinaryExpression(binary, context);
    }

    private void compared(Expression one, Expression other, Scope scope) {
        if (one instanceof Column column) {
            List<TypeHint> hints = hints(other, "is compared with", scope);
            if (!hints.isEmpty()) {
                reading.column(column, scope, hints);
            }
        } else if (one instanceof JsonExpression json && json.getExpression() instanceof Column column) {
            reading.column(column, scope, strong("jsonb", "-> is taken of it"));
        }
    }

    @Override
    public <S> Void visit(LikeExpression like, S context) {
        if (like.getLeftExpression() instanceof Column column) {
            reading.column(column, (Scope) context, fair("text", "LIKE is used on it"));
        }
        return super.visit(like, context);
    }

    @Override
    public <S> Void visit(JsonExpression json, S context) {
        if (json.getExpression() instanceof Column column) {
            reading.column(column, (Scope) context, strong("jsonb", "-> is taken of it"));
        }
        return super.visit(json, context);
    }

    @Override
    public <S> Void visit(CastExpression cast, S context) {
        return super.visit(cast, context);
    }

    @Override
    public <S> Void visit(IsBooleanExpression is, S context) {
        if (is.getLeftExpression() instanceof Column column) {
            reading.column(column, (Scope) context, strong("boolean", "it is asked whether it is true"));
        }
        return super.visit(is, context);
    }

    @Override
    public <S> Void visit(Between between, S context) {
        compared(between.getLeftExpression(), between.getBetweenExpressionStart(), (Scope) context);
        return super.visit(between, context);
    }

    @Override
    public <S> Void visit(InExpression in, S context) {
        if (in.getRightExpression() instanceof ParenthesedExpressionList<?> list && !list.isEmpty()) {
            compared(in.getLeftExpression(), list.getFirst(), (Scope) context);
        }
        return super.visit(in, context);
    }

    @Override
    public <S> Void visit(Function function, S context) {
        String name = function.getName().toLowerCase(Locale.ROOT).replaceFirst("^pg_catalog\\.", "");
        if (function.getParameters() != null) {
            for (Expression parameter : function.getParameters()) {
                if (parameter instanceof Column column) {
                    argument(name).ifPresent(hint -> reading.column(column, (Scope) context, List.of(hint)));
                }
            }
        }
        return super.visit(function, context);
    }

    private static Optional<TypeHint> argument(String function) {
        String why = function + "() is called with it";
        return switch (function) {
            case "lower", "upper", "trim", "length", "substring", "split_part", "regexp_replace", "initcap" ->
                Optional.of(new OfType("text", Strength.FAIR, why));
            case "date_trunc", "age", "to_char" ->
                Optional.of(new OfType("timestamp with time zone", Strength.FAIR, why));
            case "sum", "avg" -> Optional.of(new OfType("numeric", Strength.WEAK, why));
            case "bool_or", "bool_and", "every" -> Optional.of(new OfType("boolean", Strength.STRONG, why));
            default ->
                function.startsWith("jsonb_")
                        ? Optional.of(new OfType("jsonb", Strength.STRONG, why))
                        : Optional.empty();
        };
    }

    /// What a value says of the column it is compared with or given to.
    ///
    /// @param how "is compared with", "is inserted", "is set"
    List<TypeHint> hints(Expression value, String how, Scope scope) {
        return switch (value) {
            case CastExpression cast
            when cast.getColDataType() != null ->
                strong(
                        TypeNames.catalogForm(cast.getColDataType().toString().replaceAll("\\s+\\(", "("), "public")
                                .sql(),
                        "it " + how + " a value cast to " + cast.getColDataType());
            case BooleanValue _ -> strong("boolean", "it " + how + " " + value);
            case TimeKeyExpression _ -> strong("timestamp with time zone", "it " + how + " " + value);
            case LongValue number ->
                fair(number.getStringValue().length() > 9 ? "bigint" : "integer", "it " + how + " " + value);
            case DoubleValue _ -> fair("numeric", "it " + how + " " + value);
            case StringValue _ -> weak("text", "it " + how + " " + value);
            case JsonExpression _ -> weak("text", "it " + how + " a part of a JSON value");
            case Function function -> returned(function, how);
            case Column column ->
                QueryReading.candidates(column, scope)
                        .<List<TypeHint>>map(tables -> List.of(new LikeColumn(
                                tables, Names.folded(column.getColumnName()), "it " + how + " " + column)))
                        .orElse(List.of());
            case BinaryExpression binary
            when !(binary instanceof ComparisonOperator) -> {
                List<TypeHint> both = new ArrayList<>(hints(binary.getLeftExpression(), how, scope));
                yield both.isEmpty() ? hints(binary.getRightExpression(), how, scope) : both;
            }
            default -> List.of();
        };
    }

    private static List<TypeHint> returned(Function function, String how) {
        String why = "it " + how + " " + function.getName() + "()";
        return switch (function.getName().toLowerCase(Locale.ROOT)) {
            case "now", "clock_timestamp", "statement_timestamp", "to_timestamp" ->
                strong("timestamp with time zone", why);
            case "gen_random_uuid", "uuid_generate_v4" -> strong("uuid", why);
            case "count" -> fair("bigint", why);
            case "lower", "upper", "concat", "md5", "trim" -> fair("text", why);
            case "jsonb_build_object", "to_jsonb", "jsonb_set" -> strong("jsonb", why);
            default -> List.of();
        };
    }

    private static List<TypeHint> strong(String type, String why) {
        return List.of(new OfType(type, Strength.STRONG, why));
    }

    private static List<TypeHint> fair(String type, String why) {
        return List.of(new OfType(type, Strength.FAIR, why));
    }

    private static List<TypeHint> weak(String type, String why) {
        return List.of(new OfType(type, Strength.WEAK, why));
    }
}
