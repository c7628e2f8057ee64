package io.godwit.analyzer.syntax;

import io.godwit.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/// The native libraries that the jars of the grammars carry.
final class NativeLibrary {
    private NativeLibrary() {}

    /// Loads a library for good. It is copied out of its jar first, into a file only this user can read, and that file
    /// is removed again as soon as the system allows it.
    ///
    /// @param name `tree-sitter`, or a grammar's `tree-sitter-python`
    static SymbolLookup load(String name) {
        String resource = "lib/" + platform() + "-" + name + extension();
        try (InputStream library = NativeLibrary.class.getClassLoader().getResourceAsStream(resource)) {
            if (library == null) {
                throw Problem.environment(
                        "NO_PARSER_FOR_PLATFORM",
                        "There is no " + resource + ": source code can be parsed on Linux (glibc), macOS and Windows on"
                                + " x86-64, and on Linux and macOS on ARM 64.");
            }
            Path copy = Files.createTempFile("godwit-" + name, extension());
            try {
                Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
                return SymbolLookup.libraryLookup(copy, Arena.global());
            } finally {
                remove(copy);
            }
        } catch (IOException | IllegalArgumentException problem) {
            throw Problem.environment(
                    "PARSER_NOT_LOADED",
                    "The native library " + resource + " cannot be loaded (" + problem.getMessage()
                            + "): is there room in " + System.getProperty("java.io.tmpdir")
                            + ", and may programs be run from it? -Djava.io.tmpdir names another folder.",
                    problem);
        }
    }

    /// Windows keeps a loaded library's file; there it goes when the program ends.
    private static void remove(Path copy) throws IOException {
        if (isWindows()) {
            copy.toFile().deleteOnExit();
        } else {
            Files.deleteIfExists(copy);
        }
    }

    private static String platform() {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
        if (isWindows()) {
            return architecture + "-windows";
        }
        return architecture + (isMac() ? "-macos" : "-linux-gnu");
    }

    private static String extension() {
        if (isWindows()) {
            return ".dll";
        }
        return isMac() ? ".dylib" : ".so";
    }

    private static boolean isMac() {
        return system().startsWith("mac");
    }

    private static boolean isWindows() {
        return system().startsWith("windows");
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT);
    }
}
