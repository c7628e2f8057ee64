package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.cli.check.CaseOptions;
import io.godwit.cli.plan.CaseLines;
import io.godwit.model.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `godwit check`: what the statements of a migration do, and what is wrong with them.
@Command(
        name = "check",
        description = "Checks migrations that anyone wrote: what each statement locks, rewrites and reads, and how to"
                + " do it without blocking anyone.")
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "FILE.sql",
            description = "Migrations, in the order in which they run; - reads standard input.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--cases",
            paramLabel = "FILE",
            description = "Many statements: JSON lines {id, pg, setup, sql}; .gz and - are read too.")
    private @Nullable String cases;

    @Option(
            names = "--base",
            paramLabel = "FILE",
            description = "With --cases: SQL that runs before each line's setup.")
    private @Nullable Path base;

    @Option(
            names = "--copy",
            paramLabel = "URL",
            description = "A copy of the database, postgresql://user@host:port/name: each statement is run there in a"
                    + " transaction that is rolled back, and what it does is seen.")
    private @Nullable String copy;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (cases == null) {
            throw Problem.user("NOTHING_TO_CHECK", "Name files to check, or --cases FILE.");
        }
        try (BufferedReader lines = CaseLines.open(cases)) {
            int errors = new CaseOptions(
                            Optional.ofNullable(base),
                            Optional.ofNullable(copy)
                                    .map(url -> DatabaseArgument.parse("copy=" + url)
                                            .address()))
                    .run(lines, console::data);
            if (errors > 0) {
                console.sayPlain(errors + (errors == 1 ? " line" : " lines") + " could not be judged.");
            }
        }
        return ExitCode.OK;
    }
}
