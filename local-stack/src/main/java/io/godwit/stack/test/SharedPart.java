package io.godwit.stack.test;

import io.godwit.stack.process.Folders;
import io.godwit.stack.process.ProcessNote;
import io.godwit.stack.process.Readiness;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/// A part of the stack in a process of its own, which the test JVMs of a whole build find through a folder.
///
/// Whoever needs the part takes the folder's lock, starts the process if none lives there, and leaves a note that it
/// uses it. The process ends when the last of those who left a note has ended.
record SharedPart(String name, Path folder) {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    static SharedPart named(String name) {
        return new SharedPart(name, BuildFolder.testStack().resolve(name));
    }

    /// Where the part is reached, as its process wrote it down.
    Properties addresses() {
        Folders.create(folder);
        try (FileChannel channel = lockFile();
                FileLock _ = channel.lock()) {
            new Users(this).add(Build.current());
            if (!isRunning()) {
                start();
            }
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the shared test stack in " + folder, e);
        }
    }

    /// Held by whoever changes something in the folder.
    FileChannel lockFile() throws IOException {
        return FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /// Holds a note per process that uses the part.
    Path users() {
        return folder.resolve("users");
    }

    Path addressFile() {
        return folder.resolve("addresses.properties");
    }

    private boolean isRunning() throws IOException {
        return Files.exists(addressFile())
                && ProcessNote.of(read().getProperty("process")).isAlive();
    }

    private void start() throws IOException {
        Files.deleteIfExists(addressFile());
        Path log = folder.resolve("process.log");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                BuildFolder.stackClassPath(),
                PartProcess.class.getName(),
                name,
                folder.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        if (!Readiness.await(LIMIT, () -> Files.exists(addressFile()), () -> !process.isAlive())) {
            process.destroy();
            throw new IllegalStateException(
                    "the test stack's %s did not start, see %s:%n%s".formatted(name, log, Files.readString(log)));
        }
    }

    private Properties read() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(addressFile())) {
            properties.load(reader);
        }
        return properties;
    }
}
