package io.godwit.benchmarks;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.model.Problem;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/// Runs the benchmarks.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Console console = Console.ofProcess(out, err);
        CommandLine line = new CommandLine(new BenchmarkCommand(console))
                .setOut(out)
                .setErr(err)
                .registerConverter(Claim.class, Claim::named)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((problem, _, _) -> report(problem, console));
        int status = line.execute(arguments);
        out.flush();
        System.exit(status);
    }

    private static int report(Exception problem, Console console) {
        if (problem instanceof Problem known) {
            console.sayPlain("benchmarks: " + known.getMessage());
            return known.category() == Problem.Category.USER ? ExitCode.USAGE : ExitCode.ENVIRONMENT;
        }
        console.sayPlain("benchmarks: this should not have happened; please report it:");
        problem.printStackTrace(console.err());
        return ExitCode.ENVIRONMENT;
    }
}
