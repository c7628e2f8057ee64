package io.godwit.validator.statementrule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.postgres.statistics.TableStatistics;
import io.godwit.validator.prediction.LockedRelation;
import io.godwit.validator.prediction.Prediction;
import io.godwit.validator.prediction.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A statement with what it does and where it runs.
///
/// @param effect     what it does, measured where that was possible
/// @param measured   whether the effect was measured
/// @param statistics size and traffic of the tables, as far as they are known
/// @param before     the settings in force: names of `SET` statements before it in the script
/// @param earlier    what statements before it have done
public record CheckedStatement(
        ParsedStatement parsed,
        Prediction effect,
        boolean measured,
        Setting setting,
        Map<ObjectName, TableStatistics> statistics,
        Set<String> before,
        Earlier earlier) {
    private static final long LARGE_BYTES = 100L * 1024 * 1024;
    private static final long SMALL_BYTES = 1024L * 1024;
    private static final double BYTES_PER_SECOND = 50e6;

    public CheckedStatement {
        statistics = Map.copyOf(statistics);
        before = Set.copyOf(before);
    }

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

    /// Whether the table was made in this script: nobody waits for it.
    boolean isNew(ObjectName table) {
        return earlier.created().contains(table);
    }

    /// How bad it is that others wait for work on these relations: by their size.
    Severity severity(Set<LockedRelation> relations) {
        return relations.stream()
                .map(relation -> statistics.get(relation.name()))
                .map(known -> known == null
                        ? Severity.DANGER
                        : known.totalBytes() >= LARGE_BYTES
                                ? Severity.DANGER
                                : known.totalBytes() > SMALL_BYTES ? Severity.WARNING : Severity.INFO)
                .max(Severity::compareTo)
                .orElse(Severity.DANGER);
    }

    /// How the effect is known, and how large the tables are.
    List<Evidence> evidence(Set<LockedRelation> relations) {
        Evidence effectEvidence = measured
                ? new Evidence(Provenance.MEASURED, "run on the copy and rolled back")
                : setting.facts().isUnknown()
                        ? new Evidence(Provenance.ASSUMED, "no database was looked at: the tables are taken for large")
                        : new Evidence(
                                Provenance.CATALOG, "predicted from the catalog for PostgreSQL " + setting.version());
        Stream<Evidence> sizes = relations.stream()
                .filter(relation -> statistics.containsKey(relation.name()))
                .map(relation -> size(
                        relation,
                        Optional.ofNullable(statistics.get(relation.name())).orElseThrow()));
        return Stream.concat(Stream.of(effectEvidence), sizes).toList();
    }

    private static Evidence size(LockedRelation relation, TableStatistics known) {
        double seconds = Math.max(known.totalBytes() / BYTES_PER_SECOND, 0.01);
        return new Evidence(
                Provenance.INFERRED,
                String.format(
                        java.util.Locale.ROOT,
                        "%s has about %,d rows in %,d kB: about %.2f s at 50 MB a second, in which about %d statements"
                                + " would wait",
                        relation,
                        known.rows(),
                        known.totalBytes() / 1024,
                        seconds,
                        Math.round(known.callsPerMinute() * seconds / 60)));
    }

    /// `t (ACCESS EXCLUSIVE), ref (SHARE ROW EXCLUSIVE)`: those that exist before and that others wait for.
    String lockedInWords() {
        return effect.locks().entrySet().stream()
                .filter(lock -> !lock.getKey().fresh() && !lock.getKey().index())
                .filter(lock -> lock.getValue().blocksWriters())
                .map(lock -> lock.getKey() + " (" + lock.getValue().sql() + ")")
                .collect(Collectors.joining(", "));
    }

    StatementFinding finding(String code, Severity severity, String message, String why, String help) {
        return new StatementFinding(code, severity, blocking(), message, why, help, evidence(Set.of()));
    }

    static String names(Set<LockedRelation> relations) {
        return relations.stream().map(LockedRelation::toString).collect(Collectors.joining(", "));
    }
}
