package io.godwit.analyzer.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs a Jazzer fuzz target in a process of its own: for a second in the build, for as long as wanted with
/// `-Dgodwit.fuzz.seconds=3600`. A target is a class with `fuzzerTestOneInput(FuzzedDataProvider)`; it throws for
/// what must not happen. Jazzer keeps the input that made it so beside its report.
public final class Fuzzing {
    private static final int SECONDS = Integer.getInteger("godwit.fuzz.seconds", 1);

    private Fuzzing() {}

    /// @param seeds inputs to start from, which speed up finding others
    /// @return Jazzer's report if the target failed, else nothing
    public static String failureOf(Class<?> target, Path folder, List<String> seeds)
            throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (int i = 0; i < seeds.size(); i++) {
            Files.writeString(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Path report = folder.resolve("report");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+EnableDynamicAgentLoading",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dgodwit.fuzz.parser=" + System.getProperty("godwit.fuzz.parser", ""),
                        "-cp",
                        classPath(),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=io.godwit.**",
                        "--custom_hook_includes=io.godwit.none",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + "/",
                        "-seed=" + Long.getLong("godwit.fuzz.seed", 20261122L),
                        "-max_total_time=" + SECONDS,
                        "-timeout=10",
                        "-rss_limit_mb=2048",
                        corpus.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(report.toFile())
                .start();
        process.getOutputStream().close();
        return process.waitFor() == 0 ? "" : Files.readString(report);
    }

    /// The class path without what the target does not need, so that the process starts soon.
    private static String classPath() {
        return Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
