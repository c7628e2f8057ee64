package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.cli.doctor.DatabaseCheck;
import io.godwit.cli.local.EmbeddedProduction;
import io.godwit.cli.local.GodwitHome;
import io.godwit.cli.local.LocalGodwit;
import io.godwit.cli.local.ProductionDatabase;
import io.godwit.cli.local.ServiceProgram;
import io.godwit.stack.StackAddresses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `godwit up`: everything on this machine, until Ctrl-C.
@Command(
        name = "up",
        description = "Starts the local stack and the services, until Ctrl-C.",
        footer = {
            "",
            "  godwit up                             with an empty database `app` of its own",
            "  godwit up --database shop             the same, named shop",
            "  godwit up --database shop=jdbc:postgresql://user@host/db",
            "                                        with a database of yours; its password from $PGPASSWORD or ~/.pgpass",
            "  godwit up --set executor:executor.autonomy=guarded"
        })
final class UpCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--database",
            paramLabel = "NAME[=URL]",
            description = "A production database: of yours, by its JDBC address; without one, made empty in the local"
                    + " stack. May be repeated. Default: app.")
    private List<String> databases = new ArrayList<>();

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where data, configuration and logs go. Default: .godwit in Godwit's own folder.")
    private @Nullable Path folder;

    @Option(names = "--kafka-port", paramLabel = "N", defaultValue = "0", description = "0, the default: any free one.")
    private int kafkaPort;

    @Option(names = "--registry-port", paramLabel = "N", defaultValue = "0", description = "Likewise.")
    private int registryPort;

    @Option(names = "--production-port", paramLabel = "N", defaultValue = "0", description = "Likewise.")
    private int productionPort;

    @Option(names = "--set", paramLabel = "[SERVICE:]KEY=VALUE", description = "A setting of one service, or of all.")
    private Map<String, String> settings = new HashMap<>();

    UpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        GodwitHome home = GodwitHome.find();
        List<DatabaseArgument> wanted = databases.isEmpty()
                ? List.of(DatabaseArgument.parse("app"))
                : databases.stream().map(DatabaseArgument::parse).toList();
        wanted.forEach(this::examine);
        console.sayPlain("Starting Kafka, a schema registry and PostgreSQL…");
        LocalGodwit godwit = LocalGodwit.start(new LocalGodwit.Options(
                home,
                Optional.ofNullable(folder).orElseGet(home::dataFolder).toAbsolutePath(),
                List.of(
                        "--kafka-port",
                        String.valueOf(kafkaPort),
                        "--registry-port",
                        String.valueOf(registryPort),
                        "--production-port",
                        String.valueOf(productionPort)),
                stack -> wanted.stream()
                        .map(database -> entered(database, stack))
                        .toList(),
                settingsByService(),
                console::sayPlain));
        Thread stop = new Thread(() -> stop(godwit), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        describe(godwit, wanted);
        while (godwit.isAlive()) {
            Thread.sleep(500);
        }
        console.sayPlain("The stack ended; its log says why. Stopping the services.");
        return ExitCode.ENVIRONMENT;
    }

    /// Says what a database of the user's lacks. Godwit starts all the same: much works without some of it.
    private void examine(DatabaseArgument database) {
        database.external().stream()
                .flatMap(access -> DatabaseCheck.of(access).stream())
                .filter(diagnosis -> !diagnosis.isWell())
                .forEach(diagnosis -> console.sayPlain("Database %s: %s%n  → %s"
                        .formatted(
                                database.name(),
                                diagnosis.what(),
                                diagnosis.remedy().orElse(""))));
    }

    private void stop(LocalGodwit godwit) {
        console.sayPlain("Stopping…");
        godwit.close();
    }

    private static ProductionDatabase entered(DatabaseArgument database, StackAddresses stack) {
        return database.external()
                .map(access -> ProductionDatabase.enteredBy(database.name(), access))
                .orElseGet(() -> new EmbeddedProduction(stack).withOwnDatabase(database.name()));
    }

    private void describe(LocalGodwit godwit, List<DatabaseArgument> wanted) {
        console.sayPlain("");
        console.sayPlain("  Kafka            " + godwit.stack().bootstrapServers());
        console.sayPlain("  Schema registry  " + godwit.stack().schemaRegistryUrl());
        for (DatabaseArgument database : wanted) {
            console.sayPlain("  Database %-8s%s"
                    .formatted(
                            database.name(),
                            database.external()
                                    .map(Object::toString)
                                    .orElseGet(() -> EmbeddedProduction.addressOf(godwit.stack(), database.name()))));
        }
        for (ServiceProgram service : godwit.services()) {
            console.sayPlain("  %-17s%s/metrics, log %s".formatted(service.name(), service.address(), service.log()));
        }
        console.sayPlain("""

                Next, in another terminal:
                  godwit submit --database %s --repository DIR   publishes the last commit of the code in DIR
                  godwit status                                   shows where migrations stand
                  godwit events applied --follow                  shows a topic's events
                Ctrl-C stops everything; what is in the folder is found again next time.""".formatted(wanted.getFirst().name()));
    }

    private Map<String, Map<String, String>> settingsByService() {
        Map<String, Map<String, String>> byService = new HashMap<>();
        // On one's own machine nobody waits ten minutes to see the old go.
        byService.put("executor", new HashMap<>(Map.of("executor.quiet", "20s")));
        settings.forEach((key, value) -> {
            int colon = key.indexOf(':');
            String service = colon < 0 ? "" : key.substring(0, colon);
            byService.computeIfAbsent(service, _ -> new HashMap<>()).put(key.substring(colon + 1), value);
        });
        return byService;
    }
}
