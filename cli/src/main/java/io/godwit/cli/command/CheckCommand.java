package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.cli.check.CaseOptions;
import io.godwit.cli.check.CheckOutput;
import io.godwit.cli.check.ScriptOptions;
import io.godwit.cli.plan.CaseLines;
import io.godwit.model.Problem;
import io.godwit.model.finding.Severity;
import io.godwit.postgres.DatabaseAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
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
                + " do it without blocking anyone.",
        footer = {
            "",
            "Without --database every table is taken to exist, to be large and to be in use.",
            "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 called wrongly, 3 a database that was named"
                    + " cannot be used (what needs none is checked all the same).",
            "",
            "  godwit check migrations/*.sql",
            "  godwit check V7.sql --database postgresql://reader@db/shop --fail-on danger",
            "  godwit check --fix V7.sql",
            "",
            "Silence a finding beside its statement: -- godwit:ignore GW104 reason: the table is empty"
        })
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "FILE.sql",
            arity = "0..*",
            description = "Migrations, in the order in which they run; - reads standard input.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--postgres-version",
            paramLabel = "N",
            description = "14 to 18. Default: the database's, or 18 without one.")
    private @Nullable Integer version;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "The live database, postgresql://user@host:port/name, for facts. It is only read.")
    private @Nullable String database;

    @Option(
            names = "--copy",
            paramLabel = "URL",
            description = "A copy of the database: each statement is run there in a transaction that is rolled back,"
                    + " and what it does is seen.")
    private @Nullable String copy;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "warning",
            description = "info, warning (default) or danger: from there on the exit status is 1.")
    private Severity failOn = Severity.WARNING;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text (default), json, sarif, github or markdown.")
    private CheckOutput output = CheckOutput.TEXT;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Rules that turn findings into a verdict, and switch rules of style on. Default:"
                    + " godwit-policy.properties in this folder, if there is one.")
    private @Nullable Path policy;

    @Option(
            names = "--code",
            paramLabel = "FOLDER",
            description = "Source code whose SQL must go on working: with --database or --copy it is planned against"
                    + " the changed schema.")
    private @Nullable Path code;

    @Option(names = "--fix", description = "Prints the safe form instead.")
    private boolean fix;

    @Option(names = "--no-transaction", description = "Each statement runs by itself, outside a transaction.")
    private boolean alone;

    @Option(
            names = "--cases",
            paramLabel = "FILE",
            description = "Many statements: JSON lines {id, pg, setup, sql}; .gz and - are read too. Answers are JSON"
                    + " lines {id, pg, locks, rewrite, scans, index_rebuilt, error?, findings}.")
    private @Nullable String cases;

    @Option(
            names = "--base",
            paramLabel = "FILE",
            description = "With --cases: SQL that runs before each line's setup.")
    private @Nullable Path base;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (cases != null) {
            return cases(cases);
        }
        if (files.isEmpty()) {
            throw Problem.user("NOTHING_TO_CHECK", "Name files to check, or --cases FILE.");
        }
        if (version != null && (version < 14 || version > 18)) {
            throw Problem.user("BAD_VERSION", "--postgres-version " + version + ": 14 to 18 are known.");
        }
        return new ScriptOptions(
                        files,
                        Optional.ofNullable(version),
                        address("database", database),
                        address("copy", copy),
                        policy(),
                        failOn,
                        output,
                        Optional.ofNullable(code),
                        fix,
                        alone)
                .run(console);
    }

    private Optional<Path> policy() {
        if (policy != null) {
            return Optional.of(policy);
        }
        return Optional.of(Path.of("godwit-policy.properties")).filter(Files::isRegularFile);
    }

    private static Optional<DatabaseAddress> address(String name, @Nullable String url) {
        return Optional.ofNullable(url)
                .map(given -> DatabaseArgument.ofAddress("--" + name, given).address());
    }

    private int cases(String file) throws IOException {
        try (BufferedReader lines = CaseLines.open(file)) {
            int errors = new CaseOptions(Optional.ofNullable(base), address("copy", copy)).run(lines, console::data);
            if (errors > 0) {
                console.sayPlain(errors + (errors == 1 ? " line" : " lines") + " could not be judged.");
            }
        }
        return ExitCode.OK;
    }
}
