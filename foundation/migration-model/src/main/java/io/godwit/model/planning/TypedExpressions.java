package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Checks and indexes whose expressions name a column. When its type changes there and back, PostgreSQL keeps the casts
/// it put in on the way: `amount > 500` comes back as `amount::numeric > 500::numeric`, and no query is served by a
/// partial index of that condition any more. So they are made again as they were.
record TypedExpressions(Table table, String column) {
    /// Between these PostgreSQL has operators of its own and needs no cast.
    private static final List<Set<String>> WITHOUT_CASTS = List.of(
            Set.of("smallint", "integer", "bigint"),
            Set.of("text", "character varying"),
            Set.of("numeric"),
            Set.of("timestamp without time zone"),
            Set.of("timestamp with time zone"),
            Set.of("bit", "bit varying"));

    /// The statement, and around it what makes them anew.
    ///
    /// @param back changes the type from the later one to the earlier one
    List<String> around(String back, DataType earlier, DataType later) {
        if (WITHOUT_CASTS.stream().anyMatch(family -> family.contains(bare(earlier)) && family.contains(bare(later)))) {
            return List.of(back);
        }
        List<Constraint> checks = table.constraints().stream()
                .filter(constraint -> constraint instanceof Constraint.Check check && names(check.expression()))
                .toList();
        List<Index> indexes =
                table.indexes().stream().filter(this::isOfExpression).toList();
        List<String> statements = new ArrayList<>();
        indexes.forEach(index -> statements.add(Sql.dropIndex(table.name(), index.name())));
        checks.forEach(check -> statements.add(Sql.dropConstraint(table.name(), check.name())));
        statements.add(back);
        checks.forEach(check -> statements.add(Sql.addConstraint(table.name(), check)));
        indexes.forEach(index -> statements.add(Sql.createIndex(table.name(), index)));
        return statements;
    }

    private boolean isOfExpression(Index index) {
        return Stream.concat(
                        index.predicate().stream(),
                        index.keys().stream().map(Index.Key::expression).flatMap(Optional::stream))
                .anyMatch(this::names);
    }

    private boolean names(String expression) {
        return expression.contains(SqlName.quoted(column))
                || Pattern.compile("(?<![\\w\"$])" + Pattern.quote(column) + "(?![\\w\"$])")
                        .matcher(expression)
                        .find();
    }

    private static String bare(DataType type) {
        return type.sql().replaceFirst("\\([0-9, ]+\\)", "");
    }
}
