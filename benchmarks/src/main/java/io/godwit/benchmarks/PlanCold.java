package io.godwit.benchmarks;

import io.godwit.cli.scratch.ScratchServer;
import io.godwit.model.Problem;
import io.godwit.stack.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// From starting `./godwit plan` to its end, on two files, beside `npx prisma migrate diff` on the same two. Prisma is
/// installed into the benchmark's folder first, which needs npm and its registry; that is not measured.
///
/// Prisma's engines as programs are not on npm; its schema engine as WebAssembly is, in the package `prisma` from 6.16
/// to 6.19 (`engine: "js"`). It asks the database for its kind only, so one is at hand.
final class PlanCold implements Benchmark {
    private static final String GODWIT = "godwit";

    private static final String PRISMA = "prisma";

    private static final String VERSION = "6.19.0";

    private static final String CONFIGURATION = """
            import { PrismaPg } from '@prisma/adapter-pg'
            export default {
              experimental: { adapter: true },
              engine: 'js',
              schema: 'after.prisma',
              adapter: async () => new PrismaPg({ connectionString: process.env.DATABASE_URL, allowExitOnIdle: true }),
            }
            """;

    @Override
    public Measurement measure(Place place, int rounds) {
        Path folder = Folders.create(place.folder().resolve("plan-cold"));
        try {
            Files.writeString(folder.resolve("before.prisma"), PlanWarm.schema(""));
            Files.writeString(folder.resolve("after.prisma"), PlanWarm.schema("note String?"));
            Files.writeString(folder.resolve("package.json"), "{\"private\": true}");
            Files.writeString(folder.resolve("prisma.config.ts"), CONFIGURATION);
            Files.writeString(folder.resolve("engine"), "");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        place.say().accept("plan-cold: installing Prisma with npm");
        run(
                folder,
                Map.of(),
                List.of(
                        "npm",
                        "install",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        "prisma@" + VERSION,
                        "@prisma/adapter-pg@" + VERSION));
        try (ScratchServer server = ScratchServer.start()) {
            return compared(place, rounds, folder, environment(folder, server));
        }
    }

    /// What keeps Prisma from downloading engines it does not need here, and from calling home.
    private static Map<String, String> environment(Path folder, ScratchServer server) {
        String engine = folder.resolve("engine").toString();
        return Map.of(
                "DATABASE_URL",
                server.address()
                        .jdbcUrl("postgres")
                        .replaceFirst(
                                "^jdbc:postgresql://",
                                "postgresql://" + server.address().user() + ":"
                                        + server.address().password() + "@"),
                "PRISMA_QUERY_ENGINE_LIBRARY",
                engine,
                "PRISMA_SCHEMA_ENGINE_BINARY",
                engine,
                "CHECKPOINT_DISABLE",
                "1",
                "PRISMA_HIDE_UPDATE_MESSAGE",
                "1");
    }

    private static Measurement compared(Place place, int rounds, Path folder, Map<String, String> environment) {
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
                "--from-schema-datamodel",
                "before.prisma",
                "--to-schema-datamodel",
                "after.prisma",
                "--script");
        run(folder, environment, godwit);
        run(folder, environment, prisma);
        List<Sample> samples = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            place.say().accept("plan-cold, round %d of %d".formatted(round, rounds));
            samples.add(new Sample(
                    "run " + round, List.of(timed(folder, environment, godwit), timed(folder, environment, prisma))));
        }
        return new Measurement(
                "From the start of the command to its end, side by side", List.of(GODWIT, PRISMA), samples, List.of());
    }

    private static Duration timed(Path folder, Map<String, String> environment, List<String> command) {
        long began = System.nanoTime();
        run(folder, environment, command);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void run(Path folder, Map<String, String> environment, List<String> command) {
        Path log = folder.resolve("log");
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        process.environment().putAll(environment);
        try {
            int status = process.start().waitFor();
            if (status != 0) {
                throw Problem.environment(
                        "COMMAND_FAILED",
                        String.join(" ", command) + " ended with status " + status + ": " + Files.readString(log));
            }
        } catch (IOException problem) {
            throw Problem.environment("COMMAND_FAILED", command.getFirst() + " cannot be started: " + problem, problem);
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw Problem.environment("COMMAND_FAILED", "interrupted", problem);
        }
    }
}
