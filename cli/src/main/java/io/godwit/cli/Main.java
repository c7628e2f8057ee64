package io.godwit.cli;

import io.godwit.cli.command.Commands;
import io.godwit.model.Problem;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.OptionSpec;

/// Runs the `godwit` command.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int status = run(Console.ofProcess(out, err), arguments);
        out.flush();
        err.flush();
        System.exit(status);
    }

    /// Runs a command line; the result is one of [ExitCode].
    static int run(Console console, String... arguments) {
        CommandLine line = new CommandLine(new GodwitCommand());
        for (Object command : Commands.all(console)) {
            CommandLine subcommand = new CommandLine(command);
            subcommand.getCommandSpec().addOption(help());
            line.addSubcommand(subcommand);
        }
        return line.setOut(console.out())
                .setErr(console.err())
                .setColorScheme(new ColorScheme.Builder(console.ansi())
                        .applySystemProperties()
                        .build())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((problem, _, _) -> report(problem, console))
                .execute(arguments);
    }

    /// Asks for help on one command, whatever else is missing on its line.
    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build();
    }

    private static int report(Exception problem, Console console) {
        return switch (problem) {
            case Problem known -> {
                console.sayPlain("godwit: " + known.getMessage());
                yield switch (known.category()) {
                    case USER -> ExitCode.USAGE;
                    case ENVIRONMENT -> ExitCode.ENVIRONMENT;
                    case INTERNAL -> ExitCode.FINDINGS;
                };
            }
            case KafkaException broker -> {
                console.sayPlain("godwit: the Kafka broker does not answer as expected: " + broker.getMessage());
                yield ExitCode.ENVIRONMENT;
            }
            default -> {
                console.sayPlain("godwit: this should not have happened; please report it:");
                problem.printStackTrace(console.err());
                yield ExitCode.FINDINGS;
            }
        };
    }
}
