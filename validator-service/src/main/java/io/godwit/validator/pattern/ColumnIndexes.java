package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.Table;
import io.godwit.model.planning.IndexSql;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The indexes a column is part of, and how they are written for another column in its place.
record ColumnIndexes(Table table, String column) {

    /// Those that belong to no constraint.
    List<Index> plain() {
        return table.indexes().stream()
                .filter(index -> !in(index, column + "?").equals(index))
                .toList();
    }

    List<Constraint.Unique> uniques() {
        return table.constraints().stream()
                .filter(Constraint.Unique.class::isInstance)
                .map(Constraint.Unique.class::cast)
                .filter(unique -> unique.columns().contains(column))
                .toList();
    }

    Optional<Constraint.PrimaryKey> primaryKey() {
        return table.primaryKey().filter(key -> key.columns().contains(column));
    }

    /// All of them, constraints as the unique indexes they rest on.
    List<Index> all() {
        return Stream.of(
                        plain().stream(),
                        uniques().stream()
                                .map(unique -> unique(unique.name(), unique.columns(), unique.nullsNotDistinct())),
                        primaryKey().stream().map(key -> unique(key.name(), key.columns(), false)))
                .flatMap(indexes -> indexes)
                .toList();
    }

    static Index unique(String name, List<String> columns, boolean nullsNotDistinct) {
        return new Index(
                name,
                true,
                "btree",
                columns.stream().map(Index.Key::column).toList(),
                List.of(),
                Optional.empty(),
                nullsNotDistinct,
                true);
    }

    /// CREATE INDEX for another column in this one's place.
    String create(Index index, String called, String instead) {
        return IndexSql.create(table.name(), in(index, instead).named(called));
    }

    /// The same, while others write.
    String createConcurrently(Index index, String called, String instead) {
        return create(index, called, instead).replaceFirst("INDEX ", "INDEX CONCURRENTLY ");
    }

    /// The expression with another column in this one's place.
    String in(String expression, String instead) {
        return replaced(expression, column, instead);
    }

    static String replaced(String expression, String column, String instead) {
        return expression.replaceAll(
                "(?<![\\w\".'])(" + Pattern.quote(column) + "|" + Pattern.quote(SqlName.quoted(column))
                        + ")(?![\\w\"'(])",
                Matcher.quoteReplacement(SqlName.quoted(instead)));
    }

    List<String> in(List<String> columns, String instead) {
        return columns.stream()
                .map(part -> part.equals(column) ? instead : part)
                .toList();
    }

    private Index in(Index index, String instead) {
        return index.over(part -> part.equals(column) ? instead : part, expression -> in(expression, instead));
    }
}
