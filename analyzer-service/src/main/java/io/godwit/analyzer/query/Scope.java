package io.godwit.analyzer.query;

import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What names mean inside one query: its tables by alias, names that stand for no table of the database (subqueries,
/// functions, WITH), and the query around it.
final class Scope {
    private final Optional<Scope> around;
    private final Map<String, ObjectName> tables = new HashMap<>();
    private final Set<String> derived = new HashSet<>();
    private final Set<String> withNames = new HashSet<>();
    final Set<String> aliases = new HashSet<>();

    Scope(Optional<Scope> around) {
        this.around = around;
    }

    void table(String alias, ObjectName table) {
        tables.put(alias, table);
    }

    void derived(String alias) {
        derived.add(alias);
    }

    void with(String name) {
        withNames.add(name);
    }

    boolean isWith(String name) {
        return withNames.contains(name)
                || around.filter(scope -> scope.isWith(name)).isPresent();
    }

    /// The table an alias stands for, here or around.
    Optional<ObjectName> table(String alias) {
        return Optional.ofNullable(tables.get(alias))
                .or(() -> derived.contains(alias) ? Optional.empty() : around.flatMap(scope -> scope.table(alias)));
    }

    boolean names(String alias) {
        return tables.containsKey(alias)
                || derived.contains(alias)
                || aliases.contains(alias)
                || around.filter(scope -> scope.names(alias)).isPresent();
    }

    /// The tables a column without qualifier may be of, the innermost first.
    List<ObjectName> tables() {
        return List.copyOf(new HashSet<>(tables.values()));
    }

    /// Those of the queries around.
    List<ObjectName> tablesAround() {
        List<ObjectName> all = new ArrayList<>();
        around.ifPresent(scope -> {
            all.addAll(scope.tables());
            all.addAll(scope.tablesAround());
        });
        return all;
    }

    /// Whether anything here or around has columns that are not known.
    boolean hasDerived() {
        return !derived.isEmpty() || around.filter(Scope::hasDerived).isPresent();
    }
}
