package io.godwit.benchmarks;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.cli.local.GodwitHome;
import io.godwit.model.Problem;
import io.godwit.stack.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `benchmarks/run`: measures, then prints all tables to standard output.
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        version = "godwit 0.1.0",
        description = "Measures what Godwit claims, on this machine; takes some minutes.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every sample met its goal",
            "1:a sample did not",
            "2:called wrongly",
            "3:something could not be measured"
        })
final class BenchmarkCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Samples of each. Default: 5.")
    private int rounds;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "5000000",
            description = "Rows of the table that is changed under load. Default: 5000000.")
    private long rows;

    @Parameters(
            paramLabel = "BENCHMARK",
            arity = "0..*",
            description = {
                "What to measure:",
                "stack-ready: from the start of the stack until its parts answer, and until the services are ready;",
                "shadow-tested: from code-changed to shadow-tested on the demo's database;",
                "plan-warm, plan-cold: planning a change of a large schema;",
                "index-built, unique-added, primary-key-added, foreign-key-added, check-added, not-null,",
                "column-filled, column-numbered, type-changed, key-type-changed, enum-value-removed,",
                "partition-attached, partitions-indexed, rows-updated, rows-deleted, view-made-anew,",
                "table-renamed, column-renamed: how long clients of a large table wait;",
                "backfill: the executor's batches beside one UPDATE of the same rows;",
                "write-speed: an application's writes with and without the trigger that keeps two columns alike;",
                "takeover: from kill -9 of the executor until its migration goes on.",
                "Default: all."
            })
    private List<Claim> claims = new ArrayList<>();

    BenchmarkCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (rounds < 1) {
            throw Problem.user("NO_ROUNDS", "--rounds " + rounds + ": ask for at least 1.");
        }
        List<String> report = new ArrayList<>();
        List<Measurement> measurements = new ArrayList<>();
        for (Claim claim : claims.isEmpty() ? List.of(Claim.values()) : claims) {
            Path folder = Files.createTempDirectory("godwit-benchmark-");
            Benchmark.Place place = new Benchmark.Place(GodwitHome.find(), folder, rows, console::sayPlain);
            try {
                double load = ThisMachine.load();
                Measurement measurement = claim.benchmark().measure(place, rounds);
                measurements.add(measurement);
                report.add("");
                report.addAll(new Report(measurement).lines());
                report.add("  load: %.1f before, %.1f after".formatted(load, ThisMachine.load()));
                // Kept, with its logs, when something went wrong.
                Folders.delete(folder);
            } catch (RuntimeException problem) {
                console.sayPlain("Logs: " + folder);
                throw problem;
            }
        }
        report.forEach(console::data);
        console.data("");
        console.data(ThisMachine.describe());
        return measurements.stream().allMatch(Measurement::meetsGoals) ? ExitCode.OK : ExitCode.FINDINGS;
    }
}
