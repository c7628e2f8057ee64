package io.godwit.stack.test;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where a build of this repository keeps what its tests share.
final class BuildFolder {
    private BuildFolder() {}

    /// `target/test-stack` of the repository's root.
    static Path testStack() {
        return Optional.ofNullable(System.getProperty("godwit.root"))
                .map(Path::of)
                .orElseGet(() -> output().resolve("../../..").normalize())
                .resolve("target")
                .resolve("test-stack");
    }

    /// The class path of this module, which its build wrote down; the one of the tested module where there is none.
    static String stackClassPath() {
        Path written = output().resolveSibling("test-stack-classpath");
        try {
            return Files.exists(written)
                    ? output() + File.pathSeparator + Files.readString(written).strip()
                    : System.getProperty("java.class.path");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `local-stack/target/classes`, or the jar in `local-stack/target`.
    private static Path output() {
        try {
            return Path.of(BuildFolder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
