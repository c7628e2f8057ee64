package io.godwit.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which change of which repository a command is about.
final class RevisionOptions {
    @Option(names = "--base", paramLabel = "REVISION", description = "Where the change starts. Default: head's parent.")
    private @Nullable String base;

    @Option(
            names = "--head",
            paramLabel = "REVISION",
            defaultValue = "HEAD",
            description = "Where the change ends. Default: HEAD.")
    private String head = "HEAD";

    @Option(
            names = "--repository",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "A folder inside the git repository. Default: the working directory.")
    private Path repository = Path.of(".");

    /// Empty for the parent of the head.
    Optional<String> base() {
        return Optional.ofNullable(base);
    }

    String head() {
        return head;
    }

    Path repository() {
        return repository;
    }
}
