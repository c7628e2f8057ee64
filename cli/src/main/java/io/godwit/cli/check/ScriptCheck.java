package io.godwit.cli.check;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.statement.LocatedStatement;
import io.godwit.postgres.statement.StatementParser;
import io.godwit.postgres.statistics.DatabaseStatistics;
import io.godwit.validator.measurement.Measurement;
import io.godwit.validator.policy.Policy;
import io.godwit.validator.policy.Ruling;
import io.godwit.validator.prediction.LockedRelation;
import io.godwit.validator.prediction.Prediction;
import io.godwit.validator.prediction.Rehearsal;
import io.godwit.validator.prediction.Setting;
import io.godwit.validator.rule.CheckedStatement;
import io.godwit.validator.rule.Disagreement;
import io.godwit.validator.rule.Earlier;
import io.godwit.validator.rule.NewTableKeys;
import io.godwit.validator.rule.OpenTransaction;
import io.godwit.validator.rule.Rules;
import io.godwit.validator.rule.SessionSettings;
import io.godwit.validator.rule.StatementFinding;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Checks scripts, one after the other: what the first adds is known to the second.
///
/// @param setting    where they run
/// @param statistics asks for the size and traffic of tables
/// @param copy       where statements are measured; empty to predict only
/// @param database   its name, for the policy
/// @param alone      whether each statement runs outside a transaction
/// @param queries    that must go on working
record ScriptCheck(
        Setting setting,
        Function<Set<ObjectName>, DatabaseStatistics> statistics,
        Optional<Connection> copy,
        Policy policy,
        String database,
        boolean alone,
        QueriesInUse queries) {

    private static final String NO_RIGHTS = "not measured: the role of --copy lacks rights";
    private static final Pattern RIGHTS = Pattern.compile("must be owner of|permission denied");

    /// @param notes what could not be done, in plain words, is added there
    List<ReportedFinding> check(Map<String, String> scripts, List<String> notes) {
        List<ReportedFinding> all = new ArrayList<>();
        List<ParsedStatement> history = new ArrayList<>();
        Rehearsal rehearsal = new Rehearsal(setting);
        scripts.forEach((file, text) -> script(file, text, rehearsal, history, all, notes));
        return all;
    }

    /// @param history all statements before; this script's are added
    private void script(
            String file,
            String text,
            Rehearsal rehearsal,
            List<ParsedStatement> history,
            List<ReportedFinding> found,
            List<String> notes) {
        List<LocatedStatement> located = new StatementParser(setting.facts().schema()).located(text);
        List<ParsedStatement> parsed =
                located.stream().map(LocatedStatement::parsed).toList();
        boolean begins = parsed.stream()
                .anyMatch(one -> one.statement() instanceof Statement.TransactionControl control
                        && control.command().matches("BEGIN|START"));
        boolean together = begins || parsed.size() > 1 && !alone;
        rehearsal.newTransaction(together);
        List<Setting> before = new ArrayList<>();
        List<Prediction> effects = new ArrayList<>();
        for (ParsedStatement statement : parsed) {
            before.add(rehearsal.setting());
            effects.add(rehearsal.next(statement));
            if (!together || statement.statement() instanceof Statement.TransactionControl) {
                rehearsal.newTransaction(together);
            }
        }
        DatabaseStatistics known = statistics.apply(effects.stream()
                .flatMap(effect -> effect.locks().keySet().stream())
                .map(LockedRelation::name)
                .collect(Collectors.toSet()));
        Suppressions suppressions = Suppressions.in(text);
        Places places = new Places(file, text);
        Map<Integer, List<StatementFinding>> stopped = queries.stopped(history, parsed, notes);
        Map<Integer, List<StatementFinding>> keys = NewTableKeys.in(parsed);
        SessionSettings settings = SessionSettings.none();
        Earlier earlier = Earlier.nothing();
        int previous = 0;
        for (int i = 0; i < parsed.size(); i++) {
            LocatedStatement one = located.get(i);
            Prediction predicted = effects.get(i);
            Optional<Prediction> measured = measured(history, one.parsed(), notes);
            CheckedStatement checked = new CheckedStatement(
                    one.parsed(),
                    measured.orElse(predicted),
                    measured.isPresent(),
                    before.get(i),
                    known,
                    settings,
                    earlier);
            Place place = places.at(one.offset());
            int last = place.line()
                    + (int) one.parsed().text().chars().filter(c -> c == '\n').count();
            List<StatementFinding> findings = new ArrayList<>(Rules.check(checked, policy.enabled()));
            measured.flatMap(effect -> Disagreement.between(predicted, effect)).ifPresent(findings::add);
            findings.addAll(stopped.getOrDefault(i, List.of()));
            findings.addAll(keys.getOrDefault(i, List.of()));
            OpenTransaction.at(i, parsed).ifPresent(findings::add);
            for (StatementFinding finding : findings) {
                found.add(reported(place, last, previous, checked, finding, suppressions));
            }
            settings = settings.and(one.parsed());
            previous = last;
            earlier = earlier.and(checked);
            if (!together || one.parsed().statement() instanceof Statement.TransactionControl) {
                earlier = Earlier.nothing();
            }
            history.add(one.parsed());
        }
    }

    private ReportedFinding reported(
            Place place,
            int last,
            int previous,
            CheckedStatement checked,
            StatementFinding finding,
            Suppressions suppressions) {
        Optional<String> silenced = suppressions.reason(finding.code(), place.line(), last, previous);
        Set<String> tables = checked.effect().locks().keySet().stream()
                .map(relation -> relation.name().name())
                .collect(Collectors.toSet());
        Optional<Ruling> ruling = policy.about(
                finding.code(), finding.severity(), tables, database, LocalDateTime.now(ZoneId.systemDefault()));
        Severity severity = ruling.map(one -> switch (one.decision()) {
                    case REJECT -> Severity.DANGER;
                    case ASK -> Severity.WARNING;
                    case APPROVE -> Severity.INFO;
                    case IGNORE -> finding.severity();
                })
                .orElse(finding.severity());
        Optional<String> ignored =
                ruling.filter(one -> one.decision() == Ruling.Decision.IGNORE).map(Ruling::words);
        return new ReportedFinding(
                place,
                checked.parsed().text(),
                finding,
                silenced.isPresent() ? silenced : ignored,
                severity,
                ruling.map(Ruling::words).orElse(""));
    }

    private Optional<Prediction> measured(
            List<ParsedStatement> history, ParsedStatement statement, List<String> notes) {
        boolean control = statement.statement() instanceof Statement.TransactionControl
                || statement.statement() instanceof Statement.Setting;
        if (copy.isEmpty() || control) {
            return Optional.empty();
        }
        List<String> before = history.stream()
                .filter(one -> !(one.statement() instanceof Statement.TransactionControl))
                .map(ParsedStatement::text)
                .toList();
        try {
            Prediction measured = Measurement.after(copy.get(), before, statement.text());
            Optional<String> rights =
                    measured.error().filter(error -> RIGHTS.matcher(error).find());
            rights.filter(_ -> notes.stream().noneMatch(note -> note.startsWith(NO_RIGHTS)))
                    .ifPresent(error -> notes.add(NO_RIGHTS + " (" + error
                            + "): it must own the tables or be a superuser there; what it may not run is predicted"
                            + " instead"));
            return rights.isPresent() ? Optional.empty() : Optional.of(measured);
        } catch (SQLException problem) {
            notes.add("not measured: " + statement.text().lines().findFirst().orElse("") + " (" + problem.getMessage()
                    + ")");
            return Optional.empty();
        }
    }
}
