package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Attribute;
import io.godwit.analyzer.python.Expression.Binary;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Expression.Unary;
import io.godwit.analyzer.python.Scope;
import java.util.List;
import java.util.Optional;

/// Whether a condition of a revision holds on PostgreSQL, as far as it asks which database it runs on.
final class DialectCondition {
    private static final String DATABASES =
            "postgres(?:ql)?(?:\\+\\w+)?|sqlite|mysql|mariadb|oracle|mssql|ibm_db_sa|db2";

    private final Evaluation evaluation;
    private final Scope scope;

    DialectCondition(Evaluation evaluation, Scope scope) {
        this.evaluation = evaluation;
        this.scope = scope;
    }

    /// Empty for what does not ask for the database, or for more than that.
    Optional<Boolean> holds(Expression condition) {
        return switch (condition) {
            case Binary(String operator, Expression left, Expression right, int _) -> compared(operator, left, right);
            case Unary(String operator, Expression operand, int _)
            when operator.equals("not") -> holds(operand).map(holds -> !holds);
            case Call call
            when call.callee() instanceof Attribute(Expression _, String method, int _)
                    && method.equals("startswith")
                    && call.positional().size() == 1 ->
                isPostgres(call.positional().getFirst());
            case Expression _ -> Optional.empty();
        };
    }

    private Optional<Boolean> compared(String operator, Expression left, Expression right) {
        return switch (operator) {
            case "and" -> joined(holds(left), holds(right), false);
            case "or" -> joined(holds(left), holds(right), true);
            case "==" -> isPostgres(right).or(() -> isPostgres(left));
            case "!=" -> isPostgres(right).or(() -> isPostgres(left)).map(same -> !same);
            case "in" -> isAmong(right);
            case "not in" -> isAmong(right).map(among -> !among);
            case String _ -> Optional.empty();
        };
    }

    /// @param decides the value that decides alone
    private static Optional<Boolean> joined(Optional<Boolean> left, Optional<Boolean> right, boolean decides) {
        boolean one = left.filter(value -> value == decides).isPresent()
                || right.filter(value -> value == decides).isPresent();
        return one
                ? Optional.of(decides)
                : left.isPresent() && right.isPresent() ? Optional.of(!decides) : Optional.empty();
    }

    private Optional<Boolean> isAmong(Expression listed) {
        if (!(listed instanceof Expression.Listed(List<Expression> elements, int _)) || elements.isEmpty()) {
            return Optional.empty();
        }
        List<Optional<Boolean>> each = elements.stream().map(this::isPostgres).toList();
        return each.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(each.stream().anyMatch(Optional::orElseThrow));
    }

    /// Whether a database's name is PostgreSQL's; empty for what is no such name.
    private Optional<Boolean> isPostgres(Expression name) {
        return evaluation
                .of(scope, name)
                .flatMap(value -> value.asText())
                .filter(text -> text.matches(DATABASES))
                .map(text -> text.startsWith("postgres"));
    }
}
