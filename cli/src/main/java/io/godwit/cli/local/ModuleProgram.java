package io.godwit.cli.local;

import io.godwit.model.Problem;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// A module that can be started as a process of its own.
///
/// @param name      the module's folder's name
/// @param main      its main class
/// @param classpath everything it needs, its own jar included
public record ModuleProgram(String name, String main, String classpath) {
    private static final List<String> SMALL_AND_QUICK = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8");

    static ModuleProgram read(Path home, String module) {
        Path folder = home.resolve(module);
        try (Reader launch = Files.newBufferedReader(folder.resolve("launch.properties"))) {
            Properties properties = new Properties();
            properties.load(launch);
            return new ModuleProgram(module, properties.getProperty("main"), classpath(folder));
        } catch (IOException problem) {
            throw Problem.environment(
                    "NOT_BUILT",
                    folder + " is not built (" + problem.getMessage()
                            + " is missing): run `mvn -DskipTests package` in its parent folder.",
                    problem);
        }
    }

    private static String classpath(Path folder) throws IOException {
        Path target = folder.resolve("target");
        List<String> entries = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, folder.getFileName() + "-*.jar")) {
            jars.forEach(jar -> entries.add(jar.toString()));
        }
        entries.add(Files.readString(target.resolve("classpath")).strip());
        return String.join(File.pathSeparator, entries);
    }

    /// The command that starts it on the JVM this program runs on.
    ///
    /// @param heapMegabytes the most its heap may take
    public List<String> command(int heapMegabytes, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        command.addAll(SMALL_AND_QUICK);
        command.addAll(List.of("-cp", classpath, main));
        command.addAll(arguments);
        return command;
    }
}
