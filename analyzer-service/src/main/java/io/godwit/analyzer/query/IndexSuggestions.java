package io.godwit.analyzer.query;

import io.godwit.analyzer.query.QueryPlans.Answer;
import io.godwit.analyzer.query.Use.Filter;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.postgres.trial.IndexTrial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Suggests an index where an added query reads all of a big table to pick rows of it. What the planner
/// would make of the index is tried on a copy, if there is a server for copies.
final class IndexSuggestions {
    private static final long BIG = 10_000;

    private IndexSuggestions() {}

    static List<String> of(List<AddedQuery> queries, Catalog known, QueryPlans plans) {
        List<String> suggestions = new ArrayList<>();
        Set<String> said = new HashSet<>();
        for (AddedQuery query : queries) {
            for (Table table : tables(query, known)) {
                List<Filter> filters = filters(query, table, known);
                long rows = filters.isEmpty()
                        ? 0
                        : plans.estimatedRows(table.name()).orElse(0);
                if (rows < BIG) {
                    continue;
                }
                Answer whole =
                        query.pastedIn() ? Answer.UNKNOWN : plans.readsWhole(table.name(), numbered(query.sql()));
                boolean indexed = filters.stream().anyMatch(filter -> leads(table, filter.column()));
                if (whole == Answer.YES || whole == Answer.UNKNOWN && !indexed) {
                    String suggestion = new Suggestion(query, table.name(), filters, rows).text(whole, known, plans);
                    if (said.add(suggestion.substring(suggestion.indexOf(": the query")))) {
                        suggestions.add(suggestion);
                    }
                }
            }
        }
        return suggestions;
    }

    /// What is said of one query and one of its tables.
    private record Suggestion(AddedQuery query, ObjectName table, List<Filter> filters, long rows) {

        String text(Answer whole, Catalog known, QueryPlans plans) {
            if (whole != Answer.YES) {
                return beginning(filters.getFirst())
                        + " and no index that begins with it (not checked with the planner)."
                        + consider(List.of(filters.getFirst().column()));
            }
            List<ObjectName> involved = Stream.concat(
                            Stream.of(table), tables(query, known).stream().map(Table::name))
                    .distinct()
                    .toList();
            return plans.tried(involved, numbered(query.sql()), IndexCandidates.of(filters))
                    .map(this::tried)
                    .orElseGet(() -> beginning(filters.getFirst()) + ", and the planner reads all of it."
                            + consider(List.of(filters.getFirst().column()))
                            + " (Whether the planner would use it was not tried: that takes a server for copies.)");
        }

        private String tried(IndexTrial.Result result) {
            String read = beginning(filters.getFirst()) + ", and the planner reads all of it.";
            String copy = String.format(Locale.ROOT, "on a copy with %,d of them", result.rows());
            return result.columns().isEmpty()
                    ? read + " No index on the columns it picks rows by was of use to the planner (tried " + copy + ")."
                    : read
                            + consider(result.columns())
                            + String.format(
                                    Locale.ROOT,
                                    " Tried %s, the planner uses it: cost %,.0f without, %,.0f with it.",
                                    copy,
                                    result.before(),
                                    result.after());
        }

        private String beginning(Filter filter) {
            String how = switch (filter.kind()) {
                case EQUALITY, RANGE -> "picks rows by ";
                case JOIN -> "joins by ";
                case ORDER -> "orders by ";
            };
            return query.placeOf(filter.column()) + ": the query " + how + filter.column() + " of " + table
                    + String.format(Locale.ROOT, ", which has about %,d rows", rows);
        }

        private String consider(List<String> columns) {
            return " Consider CREATE INDEX CONCURRENTLY ON " + table.sql() + " ("
                    + columns.stream()
                            .map(column -> column.matches("[a-z_][a-z0-9_]*") ? column : SqlName.quoted(column))
                            .collect(Collectors.joining(", "))
                    + ").";
        }
    }

    private static List<Table> tables(AddedQuery query, Catalog known) {
        return query.uses().stream()
                .flatMap(use ->
                        use instanceof Use.TableUse(ObjectName table) ? known.table(table).stream() : Stream.empty())
                .distinct()
                .toList();
    }

    /// Equality first: it narrows most.
    private static List<Filter> filters(AddedQuery query, Table table, Catalog known) {
        return query.uses().stream()
                .flatMap(use -> use instanceof Filter filter ? Stream.of(filter) : Stream.empty())
                .filter(filter -> table.column(filter.column()).isPresent())
                .filter(filter -> filter.tables().contains(table.name()))
                .filter(filter -> filter.tables().stream()
                                .filter(name -> known.table(name)
                                        .flatMap(other -> other.column(filter.column()))
                                        .isPresent())
                                .count()
                        == 1)
                .sorted(java.util.Comparator.comparing(Filter::kind))
                .toList();
    }

    private static boolean leads(Table table, String column) {
        return table.indexes().stream()
                        .anyMatch(index -> !index.keys().isEmpty()
                                && index.keys()
                                        .getFirst()
                                        .column()
                                        .filter(column::equals)
                                        .isPresent())
                || table.constraints().stream().anyMatch(constraint -> switch (constraint) {
                    case Constraint.PrimaryKey key -> key.columns().getFirst().equals(column);
                    case Constraint.Unique key -> key.columns().getFirst().equals(column);
                    case Constraint.ForeignKey _, Constraint.Check _, Constraint.Other _ -> false;
                });
    }

    private static String numbered(String sql) {
        return sql.replaceAll(":godwit_(\\d+)", "\\$$1");
    }
}
