package io.godwit.analyzer.query;

import io.godwit.analyzer.query.QueryPlans.Answer;
import io.godwit.analyzer.query.Use.Filter;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Suggests an index where an added query picks rows of a big table by columns no index begins with.
final class IndexSuggestions {
    private static final long BIG = 10_000;

    private IndexSuggestions() {}

    static List<String> of(List<AddedQuery> queries, Catalog known, QueryPlans plans) {
        List<String> suggestions = new ArrayList<>();
        Set<String> said = new HashSet<>();
        for (AddedQuery query : queries) {
            for (Table table : tables(query, known)) {
                List<Filter> filters = filters(query, table, known);
                if (filters.isEmpty() || filters.stream().anyMatch(filter -> leads(table, filter.column()))) {
                    continue;
                }
                OptionalLong rows = plans.estimatedRows(table.name());
                Filter best = filters.getFirst();
                if (rows.orElse(0) >= BIG && said.add(table.name() + "." + best.column())) {
                    Answer whole =
                            query.pastedIn() ? Answer.UNKNOWN : plans.readsWhole(table.name(), numbered(query.sql()));
                    if (whole != Answer.NO) {
                        suggestions.add(sentence(query, table.name(), best, rows.getAsLong(), whole));
                    }
                }
            }
        }
        return suggestions;
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

    private static String sentence(AddedQuery query, ObjectName table, Filter filter, long rows, Answer whole) {
        String how = switch (filter.kind()) {
            case EQUALITY, RANGE -> "picks rows by ";
            case JOIN -> "joins by ";
            case ORDER -> "orders by ";
        };
        String known =
                whole == Answer.YES ? " The planner reads the whole table for it." : " (Not checked with the planner.)";
        return query.placeOf(filter.column()) + ": the query " + how + filter.column() + " of " + table
                + String.format(Locale.ROOT, ", which has about %,d rows and no index that begins with it.", rows)
                + known
                + " Consider CREATE INDEX CONCURRENTLY ON " + table.sql() + " (" + filter.column() + ").";
    }
}
