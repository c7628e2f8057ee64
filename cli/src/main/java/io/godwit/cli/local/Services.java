package io.godwit.cli.local;

import io.godwit.stack.DatabaseAddress;
import io.godwit.stack.StackAddresses;
import io.godwit.stack.process.Folders;
import io.godwit.stack.process.Ports;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The six services, configured for a local stack.
///
/// @param home      where their programs are
/// @param folder    where their configuration files and logs go
/// @param stack     what they run on
/// @param databases the production databases they serve
/// @param more      settings by service name, over those chosen here; under the empty name for all
public record Services(
        GodwitHome home,
        Path folder,
        StackAddresses stack,
        List<ProductionDatabase> databases,
        Map<String, Map<String, String>> more) {
    private static final int HEAP_MEGABYTES = 128;
    private static final int CAPTURE_HEAP_MEGABYTES = 160;

    /// Each with its configuration file written.
    public List<ServiceProgram> programs() {
        return List.of(
                program("analyzer", HEAP_MEGABYTES, withCopies()),
                program("validator", HEAP_MEGABYTES, withCopies()),
                program("capture", CAPTURE_HEAP_MEGABYTES, entering(ProductionDatabase::capture)),
                program("shadow-tester", HEAP_MEGABYTES, withCopies()),
                program("executor", HEAP_MEGABYTES, entering(ProductionDatabase::executor)),
                program("monitor", HEAP_MEGABYTES, entering(ProductionDatabase::reader)));
    }

    private ServiceProgram program(String name, int heapMegabytes, Map<String, String> own) {
        Path configuration = Folders.create(folder.resolve("services"));
        Path logs = Folders.create(folder.resolve("logs"));
        int healthPort = Ports.free();
        Map<String, String> settings = new HashMap<>(own);
        settings.put("kafka.bootstrap.servers", stack.bootstrapServers());
        settings.put("schema.registry.url", stack.schemaRegistryUrl());
        settings.put("health.port", String.valueOf(healthPort));
        Set<String> chosen = Set.copyOf(settings.keySet());
        settings.putAll(more.getOrDefault("", Map.of()));
        settings.putAll(more.getOrDefault(name, Map.of()));
        return new ServiceProgram(
                        name,
                        home.program(name + "-service"),
                        heapMegabytes,
                        healthPort,
                        configuration.resolve(name + ".properties"),
                        logs.resolve(name + ".log"),
                        overruling(System.getenv(), chosen, settings))
                .configured(settings);
    }

    /// A shell that names another broker, for the commands to talk to, does not name it for these services, although
    /// a service's variables win over its file.
    ///
    /// @param chosen   the keys that say where these services and their databases are
    /// @param settings what is in the file
    static Map<String, String> overruling(
            Map<String, String> environment, Set<String> chosen, Map<String, String> settings) {
        return chosen.stream()
                .filter(key -> environment.containsKey(variableOf(key)))
                .collect(Collectors.toMap(Services::variableOf, settings::get));
    }

    private static String variableOf(String key) {
        return "GODWIT_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private interface Role {
        ProductionDatabase.Access of(ProductionDatabase database);
    }

    private Map<String, String> entering(Role role) {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "databases", databases.stream().map(ProductionDatabase::name).collect(Collectors.joining(",")));
        for (ProductionDatabase database : databases) {
            ProductionDatabase.Access access = role.of(database);
            String prefix = "database." + database.name() + ".";
            settings.put(prefix + "url", access.url());
            settings.put(prefix + "user", access.user());
            settings.put(prefix + "password", access.password());
        }
        return settings;
    }

    /// For those that try something on copies.
    private Map<String, String> withCopies() {
        Map<String, String> settings = new HashMap<>(entering(ProductionDatabase::reader));
        DatabaseAddress copies = stack.copies();
        settings.put("copies.url", copies.jdbcUrl("postgres"));
        settings.put("copies.user", copies.user());
        settings.put("copies.password", copies.password());
        return settings;
    }
}
