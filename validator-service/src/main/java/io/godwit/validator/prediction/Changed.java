package io.godwit.validator.prediction;

import io.godwit.model.catalog.ObjectName;
import io.godwit.postgres.statement.RoutineText;
import io.godwit.validator.facts.PersistentSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What statements before one have changed, though none of them has run: of that, the database cannot be asked.
///
/// @param created tables they made: nobody else uses them yet
/// @param types   types they made or renamed
/// @param written columns they gave other values; an empty column name stands for all of its table
/// @param empty   columns they added without a value
/// @param costly  functions they made that are volatile, and domains they made with a constraint, in lower case
/// @param made    functions and procedures they made, by name without schema
public record Changed(
        PersistentSet<ObjectName> created,
        Set<ObjectName> types,
        PersistentSet<ColumnName> written,
        PersistentSet<ColumnName> empty,
        Set<String> costly,
        Map<String, RoutineText> made) {
    public Changed {
        made = Map.copyOf(made);
        costly = Set.copyOf(costly);
        types = Set.copyOf(types);
    }

    private static final Pattern CALL = Pattern.compile("([\\w.\"$]+)\\s*\\(");

    public static Changed nothing() {
        return new Changed(
                PersistentSet.empty(), Set.of(), PersistentSet.empty(), PersistentSet.empty(), Set.of(), Map.of());
    }

    public boolean isNew(ObjectName table) {
        return created.contains(table);
    }

    /// Whether rows of the table may hold other values in these columns than the database says.
    public boolean mayDiffer(ObjectName table, Collection<String> columns) {
        return isNew(table)
                || written.contains(new ColumnName(table, ""))
                || columns.stream().anyMatch(column -> written.contains(new ColumnName(table, column)));
    }

    /// Whether every row holds NULL in the column, because it is new and has not been filled.
    public boolean isEmpty(ObjectName table, String column) {
        ColumnName name = new ColumnName(table, column);
        return empty.contains(name) && !mayDiffer(table, Set.of(column));
    }

    Changed andTable(ObjectName table) {
        return new Changed(created.with(table), types, written, empty, costly, made);
    }

    Changed andType(ObjectName type) {
        return new Changed(created, with(types, type), written, empty, costly, made);
    }

    Changed andWritten(ObjectName table, String column) {
        return new Changed(created, types, written.with(new ColumnName(table, column)), empty, costly, made);
    }

    Changed andEmpty(ObjectName table, String column) {
        return new Changed(created, types, written, empty.with(new ColumnName(table, column)), costly, made);
    }

    Changed andCostly(String name) {
        return new Changed(created, types, written, empty, with(costly, name.toLowerCase(Locale.ROOT)), made);
    }

    Changed andRoutine(RoutineText routine) {
        Map<String, RoutineText> more = new HashMap<>(made);
        more.put(routine.name(), routine);
        return new Changed(created, types, written, empty, costly, more);
    }

    /// Whether the type is a domain made before, with a constraint.
    boolean constrained(String type) {
        return costly.contains(last(type));
    }

    /// Whether the expression calls a volatile function made before.
    boolean isVolatile(String expression) {
        Matcher called = CALL.matcher(expression);
        while (called.find()) {
            if (costly.contains(last(called.group(1)))) {
                return true;
            }
        }
        return false;
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replace("\"", "").toLowerCase(Locale.ROOT);
    }

    private static <T> Set<T> with(Set<T> all, T one) {
        Set<T> more = new HashSet<>(all);
        more.add(one);
        return more;
    }
}
