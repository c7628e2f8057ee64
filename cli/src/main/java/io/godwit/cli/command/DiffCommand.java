package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.cli.ScriptText;
import io.godwit.cli.diff.DiffCases;
import io.godwit.cli.diff.DiffOutput;
import io.godwit.cli.diff.DiffPlanning;
import io.godwit.cli.diff.Given;
import io.godwit.cli.diff.SchemaDiff;
import io.godwit.cli.scratch.ScratchServer;
import io.godwit.model.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `godwit diff`: the way from one schema to another, both given as SQL.
@Command(
        name = "diff",
        description = "Plans the way from one schema to another, both given as SQL, and its way back.",
        footer = {
            "",
            "Each schema is loaded into a scratch database; the plan is run there, forward and back, before it is shown.",
            "A table that the first script puts rows into is treated as one in use: the plan blocks nobody.",
            "Exit status 1 if the plan did not pass its proof or something that differs cannot be planned.",
            "",
            "  godwit diff --from old.sql --to new.sql",
            "  godwit diff --from old.sql --to new.sql --output sql > migration.sql",
            "  godwit diff --from old.sql --to new.sql --fill \"people.name=first || ' ' || last\"",
            "  godwit diff --from old.sql --to new.sql --rename person=people"
        })
final class DiffCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--from", paramLabel = "FILE", description = "The schema there is, as SQL.")
    private @Nullable Path from;

    @Option(names = "--to", paramLabel = "FILE", description = "The schema there should be, as SQL.")
    private @Nullable Path to;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text (default), json or sql.")
    private DiffOutput output = DiffOutput.TEXT;

    @Option(names = "--plain", description = "The simplest statements, for a database nobody works on meanwhile.")
    private boolean plain;

    @Option(
            names = "--fill",
            paramLabel = "TABLE.COLUMN=SQL",
            description =
                    "What existing rows get in a new column, over the columns there are: columns merged or split.")
    private Map<String, String> fills = new LinkedHashMap<>();

    @Option(
            names = "--rename",
            paramLabel = "TABLE[.COLUMN]=NAME",
            description = "What is the same under another name: person=people, people.name=full_name.")
    private Map<String, String> renames = new LinkedHashMap<>();

    @Option(
            names = "--cases",
            paramLabel = "FILE",
            description = "Many pairs at once: JSON lines {id, from, to}; .gz and - are read too.")
    private @Nullable String cases;

    DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        if (cases == null && (from == null || to == null)) {
            throw Problem.user("TWO_SCHEMAS", "Give two schemas, --from FILE and --to FILE, or many, --cases FILE.");
        }
        try (ScratchServer server = ScratchServer.start()) {
            DiffPlanning planning = new DiffPlanning(server, plain);
            if (cases != null) {
                int errors = new DiffCases(planning).run(cases, console::data);
                if (errors > 0) {
                    console.sayPlain(errors + (errors == 1 ? " case names an error." : " cases name an error."));
                }
                return ExitCode.OK;
            }
            SchemaDiff diff = planning.between(read(from, "--from"), read(to, "--to"), new Given(fills, renames));
            output.show(diff, console);
            return diff.error().isPresent() ? ExitCode.FINDINGS : ExitCode.OK;
        }
    }

    private static String read(@Nullable Path file, String option) throws IOException {
        if (file == null) {
            throw Problem.user("NO_SUCH_FILE", option + " names no file.");
        }
        return ScriptText.of(file, option + " " + file);
    }
}
