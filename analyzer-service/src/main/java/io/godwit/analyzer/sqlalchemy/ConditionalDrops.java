package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.Expression;
import io.godwit.model.SqlName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `if 'name' in inspector.get_table_names(): op.drop_table('name')`: the database decides whether it is dropped, which
/// is what `IF EXISTS` says.
final class ConditionalDrops {
    private static final String DROP =
            "(?<drop>DROP (?:TABLE|INDEX(?: CONCURRENTLY)?)|ALTER TABLE \\S+ DROP (?:COLUMN|CONSTRAINT))"
                    + " (?!IF EXISTS )(?<around>(?:\"(?:[^\"]|\"\")++\"\\.)?)";

    private ConditionalDrops() {}

    /// The name that is looked for; empty if the condition is of another kind.
    static Optional<String> lookedFor(Expression condition) {
        return condition instanceof Expression.Binary(String operator, Expression left, Expression _, int _)
                        && operator.equals("in")
                        && left instanceof Expression.Text(String name, int _)
                ? Optional.of(name)
                : Optional.empty();
    }

    /// The operation, where its drops of that name are only made of what is there.
    static AlembicOperation of(AlembicOperation operation, String name) {
        Pattern drop = Pattern.compile(DROP + "(?<name>" + Pattern.quote(SqlName.quoted(name)) + ")");
        List<String> statements = operation.statements().stream()
                .map(statement -> {
                    Matcher found = drop.matcher(statement);
                    return found.matches()
                            ? found.group("drop") + " IF EXISTS " + found.group("around") + found.group("name")
                            : statement;
                })
                .toList();
        return new AlembicOperation(
                operation.operation(), operation.location(), statements, operation.obstacle(), operation.elements());
    }
}
