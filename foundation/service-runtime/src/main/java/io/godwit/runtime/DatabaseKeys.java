package io.godwit.runtime;

import io.godwit.model.DatabaseName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The keys `database.NAME.url`, `.user`, `.password` and `.password.file` for each NAME in `databases`.
///
/// @param byName in the configured order
record DatabaseKeys(Map<DatabaseName, DatabaseSettings> byName) {
    static final String PREFIX = "database.";
    static final List<String> PARTS = List.of("url", "user", "password", "password.file");

    /// Reads them, and adds what is wrong to the problems.
    static DatabaseKeys read(Map<String, String> given, List<String> problems) {
        Map<DatabaseName, DatabaseSettings> byName = new LinkedHashMap<>();
        Set<String> expected = new TreeSet<>();
        for (String name : names(given)) {
            PARTS.forEach(part -> expected.add(PREFIX + name + "." + part));
            try {
                read(new DatabaseName(name), given, problems)
                        .ifPresent(settings -> byName.put(new DatabaseName(name), settings));
            } catch (IllegalArgumentException badName) {
                problems.add(SharedSettings.DATABASES + ": " + badName.getMessage());
            }
        }
        given.keySet().stream()
                .filter(key -> key.startsWith(PREFIX) && !expected.contains(key))
                .sorted()
                .forEach(key -> problems.add(key + " belongs to no database: list its name in databases, or use one of"
                        + " database.NAME." + String.join(", .", PARTS)));
        return new DatabaseKeys(byName);
    }

    /// The names in `databases`, in their order, each once.
    static Set<String> names(Map<String, String> given) {
        return Arrays.stream(given.getOrDefault(SharedSettings.DATABASES, "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    private static Optional<DatabaseSettings> read(
            DatabaseName name, Map<String, String> given, List<String> problems) {
        String prefix = PREFIX + name + ".";
        String url = given.getOrDefault(prefix + "url", "");
        if (url.isBlank()) {
            problems.add(prefix + "url is not set: give the JDBC address of " + name
                    + ", for example jdbc:postgresql://host:5432/" + name);
            return Optional.empty();
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            problems.add(prefix + "url does not begin with jdbc:postgresql: (its value is not shown)");
            return Optional.empty();
        }
        return password(prefix, given, problems)
                .map(password -> new DatabaseSettings(url, given.getOrDefault(prefix + "user", ""), password));
    }

    private static Optional<String> password(String prefix, Map<String, String> given, List<String> problems) {
        String file = given.getOrDefault(prefix + "password.file", "");
        if (file.isEmpty()) {
            return Optional.of(given.getOrDefault(prefix + "password", ""));
        }
        if (given.containsKey(prefix + "password")) {
            problems.add(prefix + "password and " + prefix + "password.file are both set: remove one");
            return Optional.empty();
        }
        PasswordFile secret = new PasswordFile(prefix + "password.file", file);
        Optional<String> password = secret.password();
        if (password.isEmpty()) {
            problems.add(secret.unreadable());
        }
        return password;
    }
}
