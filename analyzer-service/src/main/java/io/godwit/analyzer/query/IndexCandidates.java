package io.godwit.analyzer.query;

import io.godwit.analyzer.query.Use.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// The indexes worth trying for what a query picks rows by.
final class IndexCandidates {
    private static final int MOST_COLUMNS = 3;

    private IndexCandidates() {}

    /// Columns of equality first, since they narrow most; then one that is compared or ordered by, which an
    /// index serves only behind them. The shorter come first.
    ///
    /// @param filters of one table, equality first
    static Collection<List<String>> of(List<Filter> filters) {
        List<String> equal = columns(filters, Filter.Kind.EQUALITY);
        List<String> joined = columns(filters, Filter.Kind.JOIN);
        List<String> ranged = Stream.concat(
                        columns(filters, Filter.Kind.RANGE).stream(), columns(filters, Filter.Kind.ORDER).stream())
                .distinct()
                .toList();
        SequencedSet<List<String>> candidates = new LinkedHashSet<>();
        Stream.of(equal, joined, ranged)
                .flatMap(columns -> columns.stream().limit(2))
                .forEach(column -> candidates.add(List.of(column)));
        List<String> picked = Stream.concat(equal.stream(), joined.stream())
                .distinct()
                .limit(MOST_COLUMNS)
                .toList();
        if (picked.size() > 1) {
            candidates.add(picked);
        }
        ranged.stream().filter(column -> !picked.contains(column)).findFirst().ifPresent(last -> {
            List<String> both = new ArrayList<>(picked);
            both.add(last);
            candidates.add(List.copyOf(both));
        });
        return candidates;
    }

    private static List<String> columns(List<Filter> filters, Filter.Kind kind) {
        return filters.stream()
                .filter(filter -> filter.kind() == kind)
                .map(Filter::column)
                .distinct()
                .toList();
    }
}
