package io.godwit.runtime;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// A service's command line: `--help`, `--config FILE`, `--set KEY=VALUE`.
///
/// @param help     whether the keys are to be shown instead of running
/// @param file     what the configuration file holds; empty without one
/// @param set      the keys set by arguments
/// @param problems what could not be understood
record CommandLine(boolean help, Properties file, Map<String, String> set, List<String> problems) {

    static CommandLine parse(String... arguments) {
        boolean help = false;
        Properties file = new Properties();
        Map<String, String> set = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (int at = 0; at < arguments.length; at++) {
            String argument = arguments[at];
            int equals = argument.indexOf('=');
            String option = equals > 0 ? argument.substring(0, equals) : argument;
            switch (option) {
                case "--help", "-h" -> help = true;
                case "--config", "--set" -> {
                    String value = equals > 0
                            ? argument.substring(equals + 1)
                            : at + 1 < arguments.length ? arguments[++at] : "";
                    if (option.equals("--config")) {
                        read(value, file, problems);
                    } else {
                        set(value, set, problems);
                    }
                }
                default ->
                    problems.add("'" + option + "' is not an option: use --help, --config FILE, --set KEY=VALUE");
            }
        }
        return new CommandLine(help, file, set, problems);
    }

    private static void read(String name, Properties into, List<String> problems) {
        try (Reader reader = Files.newBufferedReader(Path.of(name))) {
            into.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            problems.add("--config: cannot read '" + name + "': let it name a file of KEY=VALUE lines");
        }
    }

    private static void set(String assignment, Map<String, String> into, List<String> problems) {
        int equals = assignment.indexOf('=');
        if (equals <= 0) {
            problems.add("--set: write KEY=VALUE");
        } else {
            into.put(assignment.substring(0, equals).strip(), assignment.substring(equals + 1));
        }
    }
}
