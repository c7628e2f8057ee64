package io.godwit.model.planning.merge;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The ways back of one table whose columns are merged or split.
///
/// @param fills by new column, what it is computed by, in SQL over the columns there are before
/// @param ways  by the new column whose undo goes them
public record WaysBack(Table table, Map<String, String> fills, Map<String, WayBack> ways) {
    public WaysBack {
        fills = Map.copyOf(fills);
        ways = Map.copyOf(ways);
    }

    /// @param table   as it is before
    /// @param fresh   the new columns
    /// @param fills   by new column, what somebody said it is computed by
    /// @param dropped the columns that go
    public static WaysBack of(
            Table table, Catalog catalog, List<Column> fresh, Map<String, String> fills, Set<String> dropped) {
        Set<String> there = table.columns().stream().map(Column::name).collect(Collectors.toSet());
        Map<String, Term> terms = new LinkedHashMap<>();
        fresh.stream()
                .filter(column -> fills.containsKey(column.name()))
                .forEach(column -> TermReader.read(String.valueOf(fills.get(column.name())), there)
                        .ifPresent(term -> terms.put(column.name(), term)));
        Map<String, WayBack> ways = new LinkedHashMap<>();
        Set<String> led = new HashSet<>();
        for (Column column : fresh) {
            Optional.ofNullable(terms.get(column.name()))
                    .filter(term -> term.columns().distinct().count() > 1)
                    .flatMap(term -> new Merge(table, catalog, column).wayBack(term))
                    .flatMap(way -> among(way, dropped))
                    .filter(way -> led.addAll(way.values().keySet()))
                    .ifPresent(way -> ways.put(column.name(), way));
        }
        for (Column source : table.columns()) {
            if (!dropped.contains(source.name()) || led.contains(source.name())) {
                continue;
            }
            Map<String, Term> parts = new LinkedHashMap<>();
            terms.forEach((column, term) -> {
                if (term.columns().distinct().toList().equals(List.of(source.name()))) {
                    parts.put(column, term);
                }
            });
            Optional<String> first = parts.keySet().stream()
                    .filter(column -> !ways.containsKey(column))
                    .findFirst();
            first.ifPresent(column -> new Split(source).wayBack(parts).ifPresent(way -> ways.put(column, way)));
        }
        return new WaysBack(table, fills, ways);
    }

    private static Optional<WayBack> among(WayBack way, Set<String> dropped) {
        Map<String, String> values = new LinkedHashMap<>();
        way.values().forEach((column, value) -> {
            if (dropped.contains(column)) {
                values.put(column, value);
            }
        });
        return values.isEmpty() ? Optional.empty() : Optional.of(new WayBack(values, way.unless()));
    }

    /// How a column that goes gets its values again.
    public Optional<WayBack> of(String dropped) {
        return ways.values().stream()
                .filter(way -> way.values().containsKey(dropped))
                .findFirst();
    }

    /// What the undo of a new column's fill does: rows whose new columns were changed since, or whose old ones are
    /// gone, get the old values from the new.
    public Optional<String> update(String fresh) {
        return Optional.ofNullable(ways.get(fresh)).map(way -> {
            List<String> names = used(way).toList();
            String now = names.stream().map(SqlName::quoted).collect(Collectors.joining(", "));
            String then =
                    names.stream().map(name -> "(" + fills.get(name) + ")").collect(Collectors.joining(", "));
            String any = names.stream()
                    .map(name -> SqlName.quoted(name) + " IS NOT NULL")
                    .collect(Collectors.joining(" OR "));
            return "UPDATE " + table.name().sql() + " SET " + way.assignments() + " WHERE (" + any + ") AND ROW(" + now
                    + ") IS DISTINCT FROM ROW(" + then + ")";
        });
    }

    /// Whether the rows there are would all come back as they are, as a condition on each.
    public Optional<String> proof(String fresh) {
        return Optional.ofNullable(ways.get(fresh)).map(way -> {
            Map<String, String> needed = new LinkedHashMap<>();
            used(way).forEach(name -> needed.put(name, String.valueOf(fills.get(name))));
            return way.holds(needed);
        });
    }

    /// The new columns a way needs.
    private Stream<String> used(WayBack way) {
        List<String> texts = new ArrayList<>(way.values().values());
        return fills.keySet().stream()
                .filter(name -> texts.stream().anyMatch(text -> text.contains(SqlName.quoted(name))))
                .sorted();
    }
}
