package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.postgres.statistics.DatabaseStatistics;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.Relation;
import io.godwit.validator.prediction.LockedRelation;
import io.godwit.validator.prediction.Prediction;
import io.godwit.validator.prediction.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A statement with what it does and where it runs.
///
/// @param effect     what it does, measured where that was possible
/// @param measured   whether the effect was measured
/// @param setting    as the statements before it have left it
/// @param statistics size and traffic, as far as they are known
/// @param before     the settings in force, by `SET` statements before it in the script
/// @param earlier    what statements before it hold
public record CheckedStatement(
        ParsedStatement parsed,
        Prediction effect,
        boolean measured,
        Setting setting,
        DatabaseStatistics statistics,
        SessionSettings before,
        Earlier earlier) {

    public Statement statement() {
        return parsed.statement();
    }

    public Blocking blocking() {
        return Blocking.of(effect);
    }

    /// The changes of an ALTER TABLE of that kind; none for another statement.
    <T extends TableChange> Stream<T> changes(Class<T> kind) {
        return statement() instanceof Statement.AlterTable alter
                ? alter.changes().stream().filter(kind::isInstance).map(kind::cast)
                : Stream.empty();
    }

    /// The columns the statement makes, in a new table or in one that exists.
    Stream<ColumnDefinition> newColumns() {
        return statement() instanceof Statement.CreateTable create
                ? create.columns().stream()
                : changes(TableChange.AddColumn.class).map(TableChange.AddColumn::column);
    }

    /// A finding for each new column of such a type; matters of taste or of other queries, so nobody has to wait.
    Stream<StatementFinding> typed(String code, Severity severity, Pattern type, String why, String help) {
        return newColumns()
                .filter(column -> type.matcher(column.type()).matches())
                .map(column -> finding(
                                code, severity, "the column " + column.name() + " is " + column.type(), why, help)
                        .informing());
    }

    /// Whether an earlier statement made the table: nobody waits for it.
    boolean isNew(ObjectName table) {
        return setting.changed().isNew(table);
    }

    /// Whether the table holds rows, as far as is known.
    boolean mayHoldRows(ObjectName table) {
        return setting.mayHoldRows(table)
                && !statistics.table(table).map(known -> known.empty()).orElse(false);
    }

    /// Whether the database can be asked for the rows' values in these columns: it is known, they exist, and no earlier
    /// statement gives them others.
    boolean canAsk(ObjectName table, Collection<String> columns) {
        return mayHoldRows(table)
                && !setting.changed().mayDiffer(table, columns)
                && setting.facts()
                        .relation(table)
                        .map(found -> columns.stream()
                                .allMatch(column -> found.column(column).isPresent()
                                        && !setting.changed().isEmpty(table, column)))
                        .orElse(false);
    }

    /// The table's columns that a piece of SQL names.
    List<String> columnsIn(ObjectName table, String sql) {
        return setting.facts().relation(table).map(Relation::columns).orElse(List.of()).stream()
                .map(ColumnFacts::name)
                .filter(sql::contains)
                .toList();
    }

    /// Why the database did not answer the last question about rows.
    String whyUnknown() {
        return setting.questions().unanswered().orElse("it could not be asked");
    }

    /// What has to be said where rows could not be looked at: that nothing was found is no answer then.
    StatementFinding unknown(String code, String message, String why, ObjectName table) {
        return finding(
                        code,
                        Severity.WARNING,
                        message,
                        why,
                        "look at the rows on a replica or a copy before you go on",
                        table)
                .by(new Evidence(Provenance.ASSUMED, "not looked at: " + whyUnknown()));
    }

    /// How bad it is that others wait for work on these relations: by size and traffic of the worst. Partitions of one
    /// table are worked on one after the other under one lock, so they count together.
    Severity severity(Set<LockedRelation> relations) {
        return PartitionsTogether.of(
                        setting.facts(),
                        relations.stream().map(LockedRelation::name).toList())
                .stream()
                .map(together -> Busyness.severity(statistics, together.statistics(statistics)))
                .max(Severity::compareTo)
                .orElse(Severity.DANGER);
    }

    /// How the effect is known, and what is known of the tables.
    List<Evidence> evidence(Collection<ObjectName> tables) {
        List<Evidence> all = new ArrayList<>();
        all.add(known());
        PartitionsTogether.of(setting.facts(), tables)
                .forEach(together -> all.addAll(
                        blocking() == Blocking.LONG
                                ? Busyness.ofWork(statistics, together.words(), together.statistics(statistics))
                                : Busyness.ofMoment(statistics, together.words(), together.statistics(statistics))));
        return all;
    }

    List<Evidence> evidence(Set<LockedRelation> relations) {
        return evidence(relations.stream().map(LockedRelation::name).toList());
    }

    private Evidence known() {
        if (measured) {
            return new Evidence(Provenance.MEASURED, "run on the copy and rolled back");
        }
        return setting.facts().isUnknown()
                ? new Evidence(Provenance.ASSUMED, "not all of the database is known: tables are taken for large")
                : new Evidence(Provenance.CATALOG, "predicted from the catalog for PostgreSQL " + setting.version());
    }

    /// Relations that exist before and that others wait for.
    Stream<LockedRelation> lockedForOthers() {
        return effect.locks().entrySet().stream()
                .filter(lock -> !lock.getKey().fresh() && !lock.getKey().index())
                .filter(lock -> lock.getValue().blocksWriters())
                .map(lock -> lock.getKey());
    }

    /// `ACCESS EXCLUSIVE on t, SHARE ROW EXCLUSIVE on ref`.
    String lockedInWords() {
        return lockedForOthers()
                .map(relation -> effect.locks()
                                .getOrDefault(relation, LockMode.ACCESS_SHARE)
                                .sql() + " on " + relation)
                .collect(Collectors.joining(", "));
    }

    /// A finding about what the statement does; what is known of the tables supports it.
    StatementFinding finding(
            String code, Severity severity, String message, String why, String help, ObjectName... tables) {
        return new StatementFinding(code, severity, blocking(), message, why, help, evidence(List.of(tables)));
    }

    static String names(Set<LockedRelation> relations) {
        return relations.stream().map(LockedRelation::toString).collect(Collectors.joining(", "));
    }
}
