package io.godwit.validator;

import io.godwit.model.ContentHash;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Finding;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Plan;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.statistics.DatabaseStatistics;
import io.godwit.postgres.statistics.StatisticsReader;
import io.godwit.validator.facts.FactsReader;
import io.godwit.validator.facts.LiveQuestions;
import io.godwit.validator.pattern.OwnSteps;
import io.godwit.validator.pattern.Situation;
import io.godwit.validator.policy.Policy;
import io.godwit.validator.prediction.LockedRelation;
import io.godwit.validator.prediction.Setting;
import io.godwit.validator.rule.Blocking;
import io.godwit.validator.rule.NewTableKeys;
import io.godwit.validator.rule.Rules;
import io.godwit.validator.rule.StatementFinding;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Judges plans against one live database. Reads only, and never for long.
public final class Validator {
    /// What limits every question to the live database.
    private static final String LIMITS =
            "set statement_timeout = '5s'; set lock_timeout = '1s'; set idle_in_transaction_session_timeout = '30s';"
                    + " set default_transaction_read_only = on";

    private final Connection connection;
    private final Catalog catalog;
    private final Setting setting;
    private final Policy policy;
    private final String database;
    private final PlanReading reading = new PlanReading();

    private Validator(Connection connection, Catalog catalog, Setting setting, Policy policy, String database) {
        this.connection = connection;
        this.catalog = catalog;
        this.setting = setting;
        this.policy = policy;
        this.database = database;
    }

    /// The same under an organisation's rules, which may change what follows from a finding.
    ///
    /// @param name of the database, as the rules name it
    public Validator under(Policy rules, String name) {
        return new Validator(connection, catalog, setting, rules, name);
    }

    /// A validator for the database behind the connection, at this moment.
    ///
    /// @param connection in autocommit mode; it is made read-only and its queries limited in time
    public static Validator of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LIMITS);
        }
        Setting setting = new Setting(
                FactsReader.read(connection),
                new LiveQuestions(connection),
                connection.getMetaData().getDatabaseMajorVersion(),
                true);
        return new Validator(connection, CatalogReader.read(connection), setting, Policy.none(), "");
    }

    /// Judges the plan and rewrites it to its safe form.
    ///
    /// @throws SQLException if the database cannot be read
    public Judgement judge(Plan plan) throws SQLException {
        ContentHash actual = catalog.hash();
        List<Judged> found = new ArrayList<>(drift(plan, actual));
        Situation start = Situation.before(catalog, statistics(plan), setting);
        List<Judged> proposed = check(OutsidePublications.of(plan, reading, start), start);
        if (proposed.stream().anyMatch(judged -> judged.found().verdict() == Verdict.REJECTED)) {
            found.addAll(proposed);
            return judgement(plan, found, List.of());
        }
        SafeForm.Rewritten safe = new SafeForm(reading).of(new Plan(actual, plan.steps()), start);
        check(safe.plan(), start).stream().map(this::ruled).forEach(found::add);
        return judgement(safe.plan(), found, safe.rewritings());
    }

    /// Judges the plan in the form in which it was proposed.
    Judgement judgeAsProposed(Plan plan) {
        try {
            Situation start = Situation.before(catalog, statistics(plan), setting);
            Plan now = OutsidePublications.of(new Plan(catalog.hash(), plan.steps()), reading, start);
            List<Judged> found = check(now, start).stream().map(this::ruled).toList();
            return judgement(now, found, List.of());
        } catch (SQLException problem) {
            throw new IllegalStateException("the database could be read a moment ago", problem);
        }
    }

    /// The database's catalog as it was read.
    public Catalog catalog() {
        return catalog;
    }

    /// Judges the plan and rewrites it to its safe form for a database of this schema whose tables may hold any rows.
    ///
    /// @throws SQLException if the database cannot be read
    public Judgement judgeForAnyRows(Plan plan) throws SQLException {
        Situation start = anyRows();
        SafeForm.Rewritten safe = new SafeForm(reading).of(plan, start);
        List<Judged> found = check(safe.plan(), start).stream().map(this::ruled).toList();
        return judgement(safe.plan(), found, safe.rewritings());
    }

    /// The plan in its safe form for a database of this schema whose tables may hold any rows; nothing is
    /// judged.
    ///
    /// @param untouched ids of steps that stay as they are
    public Plan safeForAnyRows(Plan plan, Set<String> untouched) throws SQLException {
        return new SafeForm(reading).of(plan, anyRows(), untouched).plan();
    }

    /// This schema with tables that may hold any rows.
    Situation anyRows() throws SQLException {
        DatabaseStatistics here = StatisticsReader.read(connection, Set.of());
        return Situation.before(
                catalog,
                new DatabaseStatistics(
                        here.version(), Map.of(), here.indexScans(), here.replicas(), here.longestTransaction()),
                setting.of(setting.facts().withRowsEverywhere()));
    }

    private List<Judged> check(Plan plan, Situation start) {
        List<PlanReading.StepView> views = reading.read(plan, start);
        List<ParsedStatement> all =
                views.stream().flatMap(view -> view.parsed().stream()).toList();
        Map<Integer, List<StatementFinding>> keys = NewTableKeys.in(all);
        List<Judged> judged = new ArrayList<>();
        int position = 0;
        for (PlanReading.StepView view : views) {
            check(view).forEach(judged::add);
            for (ParsedStatement statement : view.parsed()) {
                keys.getOrDefault(position, List.of())
                        .forEach(found -> judged.add(new Judged(Optional.of(view), statement.text(), found)));
                position++;
            }
        }
        return judged;
    }

    private Stream<Judged> check(PlanReading.StepView view) {
        Stream<Judged> inStatements = view.statements().stream()
                .flatMap(statement -> Rules.check(statement, policy.enabled()).stream()
                        .map(found ->
                                new Judged(Optional.of(view), statement.parsed().text(), found)));
        String first = view.statements().stream()
                .findFirst()
                .map(one -> one.parsed().text())
                .orElse("");
        Stream<Judged> inStep =
                Rules.check(view.step(), view.statements()).map(found -> new Judged(Optional.of(view), first, found));
        return Stream.concat(inStatements, inStep)
                .filter(judged -> !OwnSteps.explain(view.step(), judged.found().code()));
    }

    /// What PostgreSQL would refuse no policy approves.
    private Judged ruled(Judged judged) {
        StatementFinding found = judged.found();
        Set<String> tables = judged.step().stream()
                .flatMap(view -> view.effect().locks().keySet().stream())
                .map(relation -> relation.name().name())
                .collect(Collectors.toSet());
        return policy.about(found.code(), found.severity(), tables, database, LocalDateTime.now(ZoneId.systemDefault()))
                .filter(_ -> found.verdict() != Verdict.REJECTED)
                .map(ruling -> judged.ruledBy(ruling))
                .orElse(judged);
    }

    private DatabaseStatistics statistics(Plan plan) throws SQLException {
        Situation unknown = Situation.before(catalog, StatisticsReader.read(connection, Set.of()), setting);
        Set<ObjectName> touched = new TreeSet<>();
        reading.read(plan, unknown).forEach(step -> {
            step.effect().locks().keySet().stream()
                    .filter(relation -> !relation.index())
                    .map(LockedRelation::name)
                    .forEach(touched::add);
            step.statements().forEach(statement -> touched.addAll(named(statement.statement())));
        });
        return StatisticsReader.read(connection, touched);
    }

    /// A statement that is refused locks nothing, yet is about a table.
    private static List<ObjectName> named(io.godwit.model.statement.Statement statement) {
        return switch (statement) {
            case io.godwit.model.statement.Statement.AlterTable alter -> List.of(alter.table());
            case io.godwit.model.statement.Statement.CreateIndex create -> List.of(create.table());
            case io.godwit.model.statement.Statement _ -> List.of();
        };
    }

    private static List<Judged> drift(Plan plan, ContentHash actual) {
        if (plan.catalogHash().equals(actual)) {
            return List.of();
        }
        StatementFinding found = new StatementFinding(
                Rules.DRIFT,
                Severity.WARNING,
                Blocking.NONE,
                "the database's schema has changed since the migration was planned",
                "the plan was made for another schema; what it adds may be there already, what it drops may be gone",
                "it was judged against the schema of now; submit the change again to have it planned anew",
                List.of(new Evidence(
                        Provenance.CATALOG,
                        "planned for schema " + plan.catalogHash().abbreviated() + ", found " + actual.abbreviated())));
        return List.of(new Judged(Optional.empty(), "", found));
    }

    private static Judgement judgement(Plan plan, List<Judged> found, List<Finding> rewritings) {
        Verdict verdict = found.stream().map(judged -> judged.found().verdict()).reduce(Verdict.APPROVED, Verdict::and);
        List<Finding> findings = Stream.concat(found.stream().map(Judged::finding), rewritings.stream())
                .distinct()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
        return new Judgement(plan, findings, verdict, VerdictReason.of(verdict, found));
    }
}
