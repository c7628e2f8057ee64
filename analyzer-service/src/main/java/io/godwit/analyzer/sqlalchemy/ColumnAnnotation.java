package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.sqlalchemy.MappedTable.DeclaredColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the annotation of a column says.
///
/// @param scope where its names are looked up
/// @param made  what an `Annotated` name brings along: `mapped_column(String(50), index=True)`
record ColumnAnnotation(Scope scope, Optional<Expression> type, Optional<Boolean> nullable, Optional<Call> made) {
    static ColumnAnnotation of(DeclaredColumn column, SqlTypes types, Evaluation evaluation) {
        if (column.annotation().isEmpty()) {
            return new ColumnAnnotation(column.scope(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        Expression annotation = column.annotation().get();
        boolean optional = false;
        if (annotation instanceof Expression.Text(String quoted, int line)) {
            annotation = quoted.matches("\\w+ *\\| *None")
                    ? new Expression.Binary(
                            "|",
                            new Expression.Name(quoted.replaceFirst(" *\\|.*", ""), line),
                            new Expression.Constant("None", line),
                            line)
                    : new Expression.Name(quoted, line);
        }
        if (annotation instanceof Expression.Binary(String operator, Expression left, Expression right, int _)
                && operator.equals("|")) {
            optional = isNone(left) || isNone(right);
            annotation = isNone(left) ? right : left;
        }
        if (annotation instanceof Expression.Subscript(Expression owner, List<Expression> index, int _)
                && SqlTypes.last(owner.dotted().orElse("")).equals("Optional")
                && index.size() == 1) {
            optional = true;
            annotation = index.getFirst();
        }
        Scope scope = column.scope();
        Optional<Call> made = Optional.empty();
        if (types.mapped(scope, annotation, "public").isEmpty()
                && evaluation.names().resolve(scope, annotation)
                        instanceof
                        Resolution.OfValue(
                                Scope around,
                                Expression.Subscript(Expression owner, List<Expression> index, int _))
                && SqlTypes.last(owner.dotted().orElse("")).equals("Annotated")
                && !index.isEmpty()) {
            annotation = index.getFirst();
            scope = around;
            for (Expression piece : index) {
                if (piece instanceof Call call && call.calleeName().equals("mapped_column")) {
                    made = Optional.of(call);
                } else if (piece instanceof Call call) {
                    annotation = call;
                }
            }
        }
        return new ColumnAnnotation(scope, Optional.of(annotation), Optional.of(optional), made);
    }

    private static boolean isNone(Expression expression) {
        return expression instanceof Expression.Constant(String word, int _) && word.equals("None");
    }

    /// The column's own call, on top of what its annotation brings.
    Call under(Call own) {
        if (made.isEmpty()) {
            return own;
        }
        List<Expression.Argument> arguments = new ArrayList<>(own.arguments());
        made.get().arguments().stream()
                .filter(argument -> argument.name().isEmpty()
                        || own.keyword(argument.name()).isEmpty())
                .forEach(arguments::add);
        return new Call(own.callee(), arguments, own.line());
    }
}
