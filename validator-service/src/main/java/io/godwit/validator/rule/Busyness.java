package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.postgres.statistics.TableStatistics;
import io.godwit.validator.effect.Situation;
import java.util.Locale;

/// How much a long block of a table hurts: by its size, which says how long, and its traffic, which says whom.
final class Busyness {
    private static final long LARGE_BYTES = 100L * 1024 * 1024;
    private static final long SMALL_BYTES = 1024L * 1024;
    private static final double BUSY_CALLS = 60;
    /// A cautious guess of how much of a table PostgreSQL reads and writes a second.
    private static final double BYTES_PER_SECOND = 50e6;

    private Busyness() {}

    /// The severity of an operation that reads or writes the whole table while others wait.
    static Severity ofLongBlock(Situation situation, ObjectName table) {
        return situation.statistics().table(table).map(Busyness::severity).orElse(Severity.DANGER);
    }

    private static Severity severity(TableStatistics statistics) {
        if (statistics.totalBytes() >= LARGE_BYTES
                || statistics.totalBytes() > SMALL_BYTES && statistics.callsPerMinute() >= BUSY_CALLS) {
            return Severity.DANGER;
        }
        return statistics.totalBytes() > SMALL_BYTES ? Severity.WARNING : Severity.INFO;
    }

    /// A block too short to be noticed needs nobody's approval.
    static Verdict verdict(Situation situation, ObjectName table) {
        return ofLongBlock(situation, table) == Severity.INFO ? Verdict.APPROVED : Verdict.NEEDS_APPROVAL;
    }

    /// Size and traffic in words.
    static Evidence evidence(Situation situation, ObjectName table) {
        return situation
                .statistics()
                .table(table)
                .map(statistics -> new Evidence(Provenance.CATALOG, inWords(table, statistics)))
                .orElse(new Evidence(Provenance.ASSUMED, "the size of " + table + " is not known: taken for large"));
    }

    /// How long the operation may take, and how many statements come meanwhile.
    static Evidence duration(Situation situation, ObjectName table) {
        return situation
                .statistics()
                .table(table)
                .map(statistics -> {
                    double seconds = Math.max(statistics.totalBytes() / BYTES_PER_SECOND, 0.01);
                    return new Evidence(
                            Provenance.INFERRED,
                            String.format(
                                    Locale.ROOT,
                                    "at 50 MB a second it takes about %.2f s; about %d statements would wait",
                                    seconds,
                                    Math.round(statistics.callsPerMinute() * seconds / 60)));
                })
                .orElse(new Evidence(Provenance.ASSUMED, "its duration is not known: taken for long"));
    }

    static String inWords(ObjectName table, TableStatistics statistics) {
        return String.format(
                Locale.ROOT,
                "%s has %s%,d rows in %s and is used by %.0f statements a minute",
                table,
                statistics.exact() ? "" : "about ",
                statistics.rows(),
                size(statistics.totalBytes()),
                statistics.callsPerMinute());
    }

    private static String size(long bytes) {
        return bytes >= 1L << 30
                ? String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1L << 30))
                : bytes >= 1L << 20
                        ? String.format(Locale.ROOT, "%.1f MB", bytes / (double) (1L << 20))
                        : Math.max(1, bytes >> 10) + " kB";
    }
}
