package io.godwit.benchmarks;

import io.godwit.model.Problem;
import io.godwit.stack.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// From starting `./godwit plan` to its end, on two files, beside `npx prisma migrate diff` on the same two. Prisma is
/// installed into the benchmark's folder first, which needs npm and its registry; that is not measured.
final class PlanCold implements Benchmark {
    private static final String GODWIT = "godwit";

    private static final String PRISMA = "prisma";

    @Override
    public Measurement measure(Place place, int rounds) {
        Path folder = Folders.create(place.folder().resolve("plan-cold"));
        try {
            Files.writeString(folder.resolve("before.prisma"), PlanWarm.schema(""));
            Files.writeString(folder.resolve("after.prisma"), PlanWarm.schema("note String?"));
            Files.writeString(folder.resolve("package.json"), "{\"private\": true}");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        place.say().accept("plan-cold: installing Prisma with npm");
        run(folder, "npm", "install", "--no-audit", "--no-fund", "prisma");
        List<String> godwit = List.of(
                place.home().folder().resolve("godwit").toString(),
                "plan",
                "--plain",
                "--output",
                "sql",
                "--before",
                "before.prisma",
                "--after",
                "after.prisma");
        List<String> prisma = List.of(
                "npx",
                "prisma",
                "migrate",
                "diff",
                "--from-schema",
                "before.prisma",
                "--to-schema",
                "after.prisma",
                "--script");
        run(folder, godwit.toArray(String[]::new));
        run(folder, prisma.toArray(String[]::new));
        List<Sample> samples = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            place.say().accept("plan-cold, round %d of %d".formatted(round, rounds));
            samples.add(new Sample("run " + round, List.of(timed(folder, godwit), timed(folder, prisma))));
        }
        return new Measurement(
                "From the start of the command to its end, side by side", List.of(GODWIT, PRISMA), samples, List.of());
    }

    private static Duration timed(Path folder, List<String> command) {
        long began = System.nanoTime();
        run(folder, command.toArray(String[]::new));
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void run(Path folder, String... command) {
        Path log = folder.resolve("log");
        try {
            int status = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (status != 0) {
                throw Problem.environment(
                        "COMMAND_FAILED",
                        String.join(" ", command) + " ended with status " + status + ": " + Files.readString(log));
            }
        } catch (IOException problem) {
            throw Problem.environment("COMMAND_FAILED", command[0] + " cannot be started: " + problem, problem);
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw Problem.environment("COMMAND_FAILED", "interrupted", problem);
        }
    }
}
