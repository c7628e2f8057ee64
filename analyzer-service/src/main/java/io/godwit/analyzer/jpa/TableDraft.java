package io.godwit.analyzer.jpa;

import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.PostgresNames;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// A table while it is put together.
final class TableDraft {
    final ObjectName name;
    /// As Hibernate prints it, not folded: what generated names are made of.
    final String physicalName;
    final SourceLocation location;
    final Map<String, SourceLocation> locations = new LinkedHashMap<>();
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Set<String> key = new LinkedHashSet<>();
    private final Map<String, String> firstAttributes = new HashMap<>();
    private final Map<String, String> physicalNames = new HashMap<>();
    private final Map<String, Constraint> constraints = new LinkedHashMap<>();
    private final Map<String, Index> indexes = new LinkedHashMap<>();

    TableDraft(ObjectName name, String physicalName, SourceLocation location) {
        this.name = name;
        this.physicalName = physicalName;
        this.location = location;
    }

    void column(Column column, SourceLocation at) {
        columns.putIfAbsent(column.name(), column);
        locations.putIfAbsent(column.name(), at);
    }

    /// The column of an attribute. Of several attributes in one column the first by name says whether it may be empty,
    /// as Hibernate goes through them in that order.
    void column(Column column, SourceLocation at, String attribute) {
        String first = firstAttributes.merge(
                column.name(), attribute, (known, one) -> known.compareTo(one) <= 0 ? known : one);
        boolean wins = first.equals(attribute) && columns.containsKey(column.name());
        if (wins) {
            columns.computeIfPresent(
                    column.name(), (_, found) -> found.withNullable(column.nullable() && !key.contains(column.name())));
        }
        column(column, at);
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    void require(String column) {
        columns.computeIfPresent(column, (_, found) -> found.withNullable(false));
    }

    void key(String column) {
        key.add(column);
        require(column);
    }

    /// @param written the column's name before it becomes physical
    void key(JpaNaming naming, String written) {
        writes(naming, written);
        key(naming.inCatalog(written));
    }

    /// Keeps how Hibernate writes a column's name.
    void writes(JpaNaming naming, String written) {
        physicalNames.putIfAbsent(naming.inCatalog(written), naming.physical(written));
    }

    /// The key in the order of a unique constraint over the same columns, which it replaces and whose name it takes,
    /// else in Hibernate's own.
    private Constraint.PrimaryKey primaryKey() {
        return uniques()
                .filter(this::isKey)
                .findFirst()
                .map(same -> new Constraint.PrimaryKey(
                        same.name().equals(generated(same.columns(), "key"))
                                ? generated(List.of(), "pkey")
                                : same.name(),
                        same.columns()))
                .orElseGet(() -> new Constraint.PrimaryKey(
                        generated(List.of(), "pkey"),
                        key.stream()
                                .sorted(Comparator.comparing((String column) -> KeyOrder.of(
                                        Objects.requireNonNull(columns.get(column))
                                                .type(),
                                        physicalNames.getOrDefault(column, column))))
                                .toList()));
    }

    private boolean isKey(Constraint.Unique unique) {
        return unique.columns().size() == key.size() && key.containsAll(unique.columns());
    }

    private Stream<Constraint.Unique> uniques() {
        return constraints.values().stream()
                .filter(Constraint.Unique.class::isInstance)
                .map(Constraint.Unique.class::cast);
    }

    /// A further unique constraint; none where its only column is unique by itself.
    void unique(Constraint.Unique more, SourceLocation at) {
        if (more.columns().size() > 1
                || uniques().noneMatch(known -> known.columns().equals(more.columns()))) {
            constraint(more, at);
        }
    }

    void constraint(Constraint constraint, SourceLocation at) {
        constraints.putIfAbsent(constraint.name(), constraint);
        locations.putIfAbsent(constraint.name(), at);
    }

    void index(Index index, SourceLocation at) {
        indexes.putIfAbsent(index.name(), index);
        locations.putIfAbsent(index.name(), at);
    }

    /// Takes out the keys and indexes over columns that are not there, because they were left as they are.
    ///
    /// @return their names
    List<String> waiting() {
        List<String> waiting = new ArrayList<>();
        indexes.values().stream()
                .filter(index -> index.keys().stream()
                        .flatMap(key -> key.column().stream())
                        .anyMatch(column -> !has(column)))
                .forEach(index -> waiting.add(index.name()));
        constraints.values().stream()
                .filter(constraint -> switch (constraint) {
                    case Constraint.Unique unique -> unique.columns().stream().anyMatch(column -> !has(column));
                    case Constraint.ForeignKey key -> key.columns().stream().anyMatch(column -> !has(column));
                    case Constraint _ -> false;
                })
                .forEach(constraint -> waiting.add(constraint.name()));
        waiting.forEach(indexes::remove);
        waiting.forEach(constraints::remove);
        return waiting;
    }

    /// `{table}_{columns}_{kind}`, as PostgreSQL names what is written without a name.
    String generated(List<String> of, String kind) {
        String joined = String.join("_", of);
        return switch (kind) {
            case "pkey" -> PostgresNames.primaryKey(name.name());
            case "key" -> PostgresNames.unique(name.name(), joined);
            case String _ -> PostgresNames.check(name.name(), joined);
        };
    }

    /// Whether every column is required.
    boolean requiresAll() {
        return columns.values().stream().noneMatch(Column::nullable);
    }

    List<String> columnNames() {
        return List.copyOf(columns.keySet());
    }

    Table table() {
        List<Constraint> all = new ArrayList<>(constraints.values());
        if (!key.isEmpty()) {
            all.removeIf(constraint -> constraint instanceof Constraint.Unique unique && isKey(unique));
            all.add(primaryKey());
        }
        all.sort(Comparator.comparing(Constraint::name));
        return new Table(name, List.copyOf(columns.values()), all, List.copyOf(indexes.values()));
    }
}
