package io.godwit.cli.command;

import io.godwit.analyzer.Analysis;
import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.cli.change.RevisionRange;
import io.godwit.cli.plan.CaseLines;
import io.godwit.cli.plan.CaseRun;
import io.godwit.cli.plan.CopiesOf;
import io.godwit.cli.plan.DraftedMigration;
import io.godwit.cli.plan.Drafting;
import io.godwit.cli.plan.FileSides;
import io.godwit.cli.plan.Form;
import io.godwit.cli.plan.PlanOutput;
import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.model.planning.Answers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `godwit plan`: which schema change a code change needs, without any broker.
@Command(
        name = "plan",
        description = "Shows which migration a code change needs. Changes nothing, needs no broker.",
        footer = {
            "",
            "Without --database the models of the base revision stand for the database.",
            "Exit status 1 if there is an error or an answer is missing; what was understood in part is a note.",
            "",
            "  godwit plan                                   the last commit of the repository here",
            "  godwit plan --base main --database URL        a branch, against a live database",
            "  godwit plan --before old.prisma --after new.prisma --output sql"
        })
final class PlanCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RevisionOptions revisions = new RevisionOptions();

    @Option(names = "--before", paramLabel = "PATH", description = "A file or folder instead of a base revision.")
    private @Nullable Path before;

    @Option(names = "--after", paramLabel = "PATH", description = "A file or folder instead of a head revision.")
    private @Nullable Path after;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "The live database, postgresql://user@host:port/name. It is only read.")
    private @Nullable String database;

    @Option(
            names = "--copies",
            paramLabel = "URL",
            description = "A server for copies, with --database: the plan is run forward and back there, on a copy of"
                    + " the schema, and indexes for queries of the change are tried.")
    private @Nullable String copies;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text (default), json, sql or markdown.")
    private PlanOutput output = PlanOutput.TEXT;

    @Option(
            names = "--fact",
            paramLabel = "NAME=VALUE",
            description = "What no file of the change says: typeorm.naming-strategy=snake, prisma.version=5, …")
    private Map<String, String> facts = new HashMap<>();

    @Option(names = "--answer", paramLabel = "QUESTION=VALUE", description = "Answers a question of an earlier plan.")
    private Map<String, String> answers = new HashMap<>();

    @Option(names = "--plain", description = "The simplest statements, for a database nobody works on meanwhile.")
    private boolean plain;

    @Option(
            names = "--cases",
            paramLabel = "FILE",
            description = "Many changes at once: JSON lines {id, before, after, before_sql?}; .gz and - are read too.")
    private @Nullable String cases;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        Form form = plain ? Form.PLAIN : Form.SAFE;
        if (cases != null) {
            return run(cases, new CaseRun(form, new ProjectFacts(facts)));
        }
        List<FileChange> files = files();
        Analysis analysis = Analysis.ofEveryLanguage(new ProjectFacts(facts)).answering(new Answers(answers));
        DraftedMigration drafted = drafted(new Drafting(analysis, form), files);
        output.show(drafted, files, console);
        boolean settled = drafted.error().isEmpty() && drafted.questions().isEmpty() && !drafted.isUnsure();
        return settled ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private int run(String file, CaseRun run) throws IOException {
        try (run;
                BufferedReader lines = CaseLines.open(file)) {
            int errors = run.run(lines, console::data);
            if (errors > 0) {
                console.sayPlain(errors + (errors == 1 ? " case names an error." : " cases name an error."));
            }
        }
        return ExitCode.OK;
    }

    private DraftedMigration drafted(Drafting drafting, List<FileChange> files) throws SQLException {
        if (database == null) {
            return drafting.withoutDatabase(files);
        }
        DatabaseArgument live = DatabaseArgument.ofAddress("--database", database);
        Optional<CopiesOf> server = Optional.ofNullable(copies)
                .map(url -> new CopiesOf(
                        DatabaseArgument.ofAddress("--copies", url).address(),
                        new DatabaseName(live.name()),
                        live.address()));
        try (Connection connection = live.connect("godwit-plan")) {
            return drafting.forDatabase(files, connection, server);
        }
    }

    private List<FileChange> files() {
        if (before != null && after != null) {
            return FileSides.ofPaths(before, after);
        }
        if (before != null || after != null) {
            throw Problem.user("ONE_SIDE_ONLY", "--before and --after are given together, or neither.");
        }
        RevisionRange range = RevisionRange.read(revisions.repository(), revisions.base(), revisions.head());
        range.saidOfLeftOut().forEach(console::sayPlain);
        range.facts().forEach(facts::putIfAbsent);
        return FileSides.ofRevisions(range.needed());
    }
}
