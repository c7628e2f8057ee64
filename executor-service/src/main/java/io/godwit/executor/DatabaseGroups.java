package io.godwit.executor;

import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Databases that get the same change one after the other, tenants for example: the first is the canary, and each waits
/// until the one before it has the change.
///
/// @param before the database before each
record DatabaseGroups(Map<String, String> before) {

    /// @param groups each as `canary>second>third`
    /// @param known  the databases the executor has
    /// @throws Problem if one names a database that is not there, or one twice
    static DatabaseGroups of(List<String> groups, Collection<DatabaseName> known) {
        Map<String, String> before = new HashMap<>();
        for (String group : groups) {
            List<String> names =
                    Arrays.stream(group.split(">", -1)).map(String::strip).toList();
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                if (known.stream().noneMatch(database -> database.value().equals(name))) {
                    throw Problem.user(
                            "GROUP_UNKNOWN_DATABASE",
                            "executor.groups names database '" + name + "' in " + group
                                    + ", which is not in databases: add it there, or take it out of the group");
                }
                if (before.putIfAbsent(name, i == 0 ? "" : names.get(i - 1)) != null) {
                    throw Problem.user("GROUP_DATABASE_TWICE", "executor.groups names database '" + name + "' twice");
                }
            }
        }
        before.values().removeIf(String::isEmpty);
        return new DatabaseGroups(before);
    }

    /// The databases that have to have a change before this one, the canary last; empty for a canary, and outside
    /// groups.
    List<String> before(DatabaseName database) {
        return Stream.iterate(before.get(database.value()), Objects::nonNull, before::get)
                .toList();
    }
}
