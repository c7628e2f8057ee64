package io.godwit.cli.check;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.statement.StatementParser;
import io.godwit.postgres.statistics.DatabaseStatistics;
import io.godwit.validator.pattern.SafePattern;
import io.godwit.validator.pattern.SafePatterns;
import io.godwit.validator.pattern.Situation;
import io.godwit.validator.prediction.Rehearsal;
import io.godwit.validator.prediction.Setting;
import io.godwit.validator.rule.Blocking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes a script in its safe form: each statement a safe pattern knows becomes its steps, the others stay.
final class SafeStatements {
    private final Catalog catalog;
    private static final String PATIENCE = "SET lock_timeout = '2s';\n";

    private final Setting setting;

    /// @param catalog of the database; an empty one stands for tables of which nothing is known
    SafeStatements(Catalog catalog, Setting setting) {
        this.catalog = catalog;
        this.setting = setting;
    }

    /// @param scripts by file, in the order in which they run
    String of(Map<String, String> scripts) {
        Map<String, List<ParsedStatement>> parsed = new LinkedHashMap<>();
        scripts.forEach(
                (file, script) -> parsed.put(file, StatementParser.inPublic().script(script)));
        List<ParsedStatement> statements =
                parsed.values().stream().flatMap(List::stream).toList();
        Situation situation = Situation.before(
                known(statements),
                new DatabaseStatistics(setting.version(), Map.of(), Map.of(), 0, Duration.ZERO),
                setting);
        Rehearsal rehearsal = new Rehearsal(setting);
        StringBuilder out = new StringBuilder();
        int number = 0;
        for (Map.Entry<String, List<ParsedStatement>> file : parsed.entrySet()) {
            if (parsed.size() > 1) {
                out.append("-- ").append(file.getKey()).append('\n');
            }
            for (ParsedStatement statement : file.getValue()) {
                number++;
                Situation now = situation.at(rehearsal.setting());
                Optional<List<Step>> steps = rewritten(statement, now, number);
                Blocking blocking = Blocking.of(rehearsal.next(statement));
                if (steps.isEmpty()) {
                    out.append(asItIs(statement, now, blocking));
                } else {
                    out.append("-- was: ")
                            .append(statement.text().lines().findFirst().orElse(""))
                            .append('\n');
                    steps.get().forEach(step -> out.append(sql(step)));
                }
                situation = situation.after(statement.statement());
            }
        }
        return out.toString().stripTrailing();
    }

    /// A statement that has no other form, and why where it keeps others waiting for long.
    private String asItIs(ParsedStatement statement, Situation now, Blocking blocking) {
        StringBuilder out = new StringBuilder();
        if (blocking == Blocking.LONG) {
            String unknown = catalog.tables().isEmpty()
                    ? "what its safe form would be depends on the table: name a database that has it with --database"
                    : "there is no form of it that keeps nobody waiting";
            out.append("-- stays as it is: ")
                    .append(SafePatterns.all().stream()
                            .flatMap(pattern -> pattern.obstacle(statement, now).stream())
                            .findFirst()
                            .orElse(unknown))
                    .append('\n');
        }
        if (blocking != Blocking.NONE) {
            out.append(PATIENCE);
        }
        return out.append(statement.text()).append(";\n").toString();
    }

    private Optional<List<Step>> rewritten(ParsedStatement statement, Situation situation, int number) {
        Step step = Step.of(
                "s" + number,
                Phase.EXPAND,
                statement.text().lines().findFirst().orElse(""),
                Action.RunSql.together(statement.text()),
                Rollback.lossless(),
                Optional.empty());
        for (SafePattern pattern : SafePatterns.all()) {
            Optional<List<Step>> steps = pattern.rewrite(step, statement, situation, setting.questions());
            if (steps.isPresent()) {
                return steps;
            }
        }
        return Optional.empty();
    }

    private static String sql(Step step) {
        return switch (step.action()) {
            case Action.RunSql run -> {
                boolean together = run.statements().size() > 1;
                yield (together ? "BEGIN;\n" : "") + PATIENCE + String.join(";\n", run.statements()) + ";\n"
                        + (together ? "COMMIT;\n" : "");
            }
            case Action.BuildIndexConcurrently build ->
                "-- outside a transaction; if it fails, drop the invalid index and try again\nSET lock_timeout = 0;\n"
                        + build.statement() + ";\n";
            case Action.Backfill backfill ->
                "-- in batches of " + backfill.batchRows() + " rows, each its own transaction\n"
                        + backfill.statements().getFirst() + ";\n";
            case Action.DeleteRows delete ->
                "-- in batches of " + delete.batchRows() + " rows, each its own transaction\n"
                        + delete.statements().getFirst() + ";\n";
            case Action.Compare compare -> compare.statements().getFirst() + ";\n";
            case Action.AwaitQuiet wait -> "-- when nothing has used " + wait.unused() + " for a while:\n";
        };
    }

    /// The catalog, with the tables the script changes and does not make, where none is known.
    private Catalog known(List<ParsedStatement> statements) {
        if (!catalog.tables().isEmpty()) {
            return catalog;
        }
        Set<ObjectName> names = new LinkedHashSet<>();
        Set<ObjectName> made = new LinkedHashSet<>();
        for (ParsedStatement statement : statements) {
            switch (statement.statement()) {
                case Statement.CreateTable create -> made.add(create.table());
                case Statement.AlterTable alter -> names.add(alter.table());
                case Statement.CreateIndex create -> names.add(create.table());
                case Statement _ -> {}
            }
        }
        names.removeAll(made);
        List<Table> tables = new ArrayList<>();
        names.forEach(name -> tables.add(new Table(name, List.of(), List.of(), List.of())));
        return Catalog.of(Set.of("public"), Set.of(), tables, List.of());
    }
}
