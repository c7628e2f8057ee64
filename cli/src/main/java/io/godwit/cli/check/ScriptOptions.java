package io.godwit.cli.check;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.cli.ScriptText;
import io.godwit.model.finding.Severity;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.usage.UsedQuery;
import io.godwit.validator.policy.Policy;
import io.godwit.validator.policy.PolicyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How files are checked.
///
/// @param files    in the order in which they run; `-` is standard input
/// @param version  of PostgreSQL; empty for the database's own, or 18
/// @param database read for facts; empty if there is none
/// @param copy     where statements are measured
/// @param code     a folder of source code whose queries are looked at; empty if there is none
/// @param alone    whether each statement runs outside a transaction
public record ScriptOptions(
        List<Path> files,
        Optional<Integer> version,
        Optional<DatabaseAddress> database,
        Optional<DatabaseAddress> copy,
        Optional<Path> policy,
        Severity failOn,
        CheckOutput output,
        Optional<Path> code,
        boolean fix,
        boolean alone) {

    /// @return one of [ExitCode]
    public int run(Console console) throws IOException {
        Map<String, String> scripts = scripts();
        List<String> notes = new ArrayList<>();
        Policy rules = policy.map(PolicyFile::read).orElse(Policy.none());
        try (Reached reached = Reached.of(this, notes)) {
            if (fix) {
                SafeStatements safe = new SafeStatements(reached.catalog(), reached.setting());
                console.data(safe.of(scripts));
                return ExitCode.OK;
            }
            List<ReportedFinding> findings = new ScriptCheck(
                            reached.setting(),
                            reached::statistics,
                            reached.copy(),
                            rules,
                            reached.name(),
                            alone,
                            reached.queriesInUse(queriesOfCode()))
                    .check(scripts, notes);
            console.data(output.of(new CheckReport(findings, scripts, notes)));
            if (reached.missing()) {
                return ExitCode.ENVIRONMENT;
            }
            return findings.stream().anyMatch(each -> each.counts(failOn)) ? ExitCode.FINDINGS : ExitCode.OK;
        }
    }

    private List<UsedQuery> queriesOfCode() throws IOException {
        return code.isPresent() ? CodeQueries.in(code.get()) : List.of();
    }

    private Map<String, String> scripts() throws IOException {
        Map<String, String> scripts = new LinkedHashMap<>();
        for (Path file : files) {
            scripts.put(
                    file.toString(),
                    file.toString().equals("-")
                            ? ScriptText.of(System.in.readAllBytes(), "The standard input")
                            : ScriptText.of(file, file.toString()));
        }
        return scripts;
    }
}
