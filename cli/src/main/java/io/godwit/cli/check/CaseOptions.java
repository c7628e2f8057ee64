package io.godwit.cli.check;

import io.godwit.model.Problem;
import io.godwit.postgres.DatabaseAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// How `--cases` are run.
///
/// @param base SQL before each line's setup
/// @param copy a server to measure on; empty to predict
public record CaseOptions(Optional<Path> base, Optional<DatabaseAddress> copy) {

    /// @return how many lines could not be judged
    public int run(BufferedReader lines, Consumer<String> answers) throws IOException {
        String before = base.isPresent() ? read(base.get()) : "";
        try (CaseDatabases databases =
                copy.isPresent() ? new CopyCaseDatabases(copy.get()) : new ScratchCaseDatabases()) {
            return new CheckCases(databases, before, copy.isPresent()).run(lines, answers);
        }
    }

    private static String read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw Problem.user("NO_SUCH_FILE", "--base " + file + ": there is no such file.");
        }
        return Files.readString(file);
    }
}
