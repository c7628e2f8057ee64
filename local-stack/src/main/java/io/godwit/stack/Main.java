package io.godwit.stack;

import io.godwit.stack.StackOptions.AfterStop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/// The stack as a process: starts, says so, and stops on SIGTERM or Ctrl-C. Ends with status 1 when it cannot start.
public final class Main {
    private static final String USAGE = """
            usage: io.godwit.stack.Main [--folder DIR] [--kafka-port N] [--registry-port N] [--production-port N] [--copies-port N] [--throw-away]
              --folder DIR    where the data lives and addresses.properties is written (.godwit/stack)
              --…-port N      a fixed port instead of a free one
              --throw-away    delete the folder after stopping
            """;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("logback.configurationFile", "io/godwit/stack/logback-stack.xml");
        StackOptions options;
        try {
            options = options(List.of(arguments)).withProgress(new PrintedProgress());
        } catch (IllegalArgumentException e) {
            System.err.print(e.getMessage() + "\n" + USAGE);
            System.exit(2);
            return;
        }
        long begin = System.nanoTime();
        try {
            LocalStack stack = LocalStack.start(options);
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        } catch (StackException e) {
            e.problems().forEach(problem -> System.err.println(problem.code() + ": " + problem.message()));
            System.exit(1);
        }
        System.out.printf(
                Locale.ROOT,
                "Ready after %s. Addresses: %s%n",
                seconds(Duration.ofNanos(System.nanoTime() - begin)),
                options.folder().resolve("addresses.properties"));
        new CountDownLatch(1).await();
    }

    static StackOptions options(List<String> arguments) {
        Map<String, String> given = new TreeMap<>(Map.of("--folder", ".godwit/stack"));
        AfterStop afterStop = AfterStop.KEEP;
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (option.equals("--throw-away")) {
                afterStop = AfterStop.DELETE;
            } else if (option.matches("--folder|--(kafka|registry|production|copies)-port")
                    && i + 1 < arguments.size()) {
                given.put(option, arguments.get(++i));
            } else {
                throw new IllegalArgumentException("not understood: " + option);
            }
        }
        StackPorts ports = new StackPorts(
                port(given, "kafka"), port(given, "registry"), port(given, "production"), port(given, "copies"));
        return new StackOptions(Path.of(given.getOrDefault("--folder", "")), afterStop, ports, StackProgress.SILENT);
    }

    private static int port(Map<String, String> given, String part) {
        String option = "--%s-port".formatted(part);
        String port = given.getOrDefault(option, "0");
        if (!port.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("%s takes a port number, not %s".formatted(option, port));
        }
        return Integer.parseInt(port);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static final class PrintedProgress implements StackProgress {
        @Override
        public void starting(StackPart part) {
            System.out.printf("%s: starting%n", part.title());
        }

        @Override
        public void ready(StackPart part, String address, Duration took) {
            System.out.printf("%s: ready at %s (%s)%n", part.title(), address, seconds(took));
        }

        @Override
        public void stopped(StackPart part) {
            System.out.printf("%s: stopped%n", part.title());
        }
    }
}
