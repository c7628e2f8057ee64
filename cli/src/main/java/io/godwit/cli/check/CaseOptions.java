package io.godwit.cli.check;

import io.godwit.cli.ScriptText;
import io.godwit.postgres.DatabaseAddress;
import java.io.BufferedReader;
import java.io.IOException;
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
        String before = base.isPresent() ? ScriptText.of(base.get(), "--base " + base.get()) : "";
        try (CaseDatabases databases =
                copy.isPresent() ? new CopyCaseDatabases(copy.get()) : new ScratchCaseDatabases()) {
            return new CheckCases(databases, before, copy.isPresent()).run(lines, answers);
        }
    }
}
