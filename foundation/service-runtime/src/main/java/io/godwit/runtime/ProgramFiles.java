package io.godwit.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;

/// The files a running program was loaded from. A build that writes them anew leaves a process that finds no class any
/// more it has not used before: it cannot mend itself, and what it cannot handle is no fault of the record.
final class ProgramFiles {
    private static final int FAILED = 1;
    private static volatile Optional<ProgramFiles> own = Optional.empty();

    private final Map<Path, String> states = new HashMap<>();

    ProgramFiles(List<Path> files) {
        files.forEach(file -> states.put(file, state(file)));
    }

    /// From now on [#endIfReplaced] ends this process.
    static void remember() {
        own = Optional.of(new ProgramFiles(
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .toList()));
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            endIfReplaced(error);
            System.err.println("Thread " + thread.getName() + " ended by " + error);
            error.printStackTrace();
        });
    }

    /// Ends the process, so that whoever supervises it starts the new program, if a class is missing because the
    /// program's files are not those any more it was started from. At once: an orderly stop needs classes too.
    static void endIfReplaced(Throwable error) {
        if (own.isPresent()
                && Failure.chain(error).stream().anyMatch(ProgramFiles::isOfLoading)
                && own.get().replaced()) {
            System.err.println("The program was replaced while it ran, and ends to be started anew: " + error);
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private static boolean isOfLoading(Throwable error) {
        return error instanceof LinkageError || error instanceof ZipException;
    }

    boolean replaced() {
        return states.entrySet().stream().anyMatch(file -> !state(file.getKey()).equals(file.getValue()));
    }

    private static String state(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException missing) {
            return "missing";
        }
    }
}
