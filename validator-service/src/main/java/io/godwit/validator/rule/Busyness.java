package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.postgres.statistics.DatabaseStatistics;
import io.godwit.postgres.statistics.TableStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How much a long block of a table hurts: by its size, which says how long, and its traffic, which says whom.
final class Busyness {
    private static final long LARGE_BYTES = 100L * 1024 * 1024;
    private static final long SMALL_BYTES = 1024L * 1024;
    private static final double BUSY_CALLS = 60;
    /// A lock waits for those that are open, and everyone else behind it; replicas follow later by as much again.
    private static final Duration LONG_TRANSACTION = Duration.ofMinutes(1);
    /// A cautious guess of how much of a table PostgreSQL reads and writes a second.
    private static final double BYTES_PER_SECOND = 50e6;

    private Busyness() {}

    /// The severity of an operation that reads or writes the whole table while others wait; the worst where the size is
    /// not known.
    static Severity severity(DatabaseStatistics statistics, ObjectName table) {
        return severity(statistics, statistics.table(table));
    }

    /// @param known empty where the size is not known
    static Severity severity(DatabaseStatistics statistics, Optional<TableStatistics> known) {
        Severity bySize = known.map(Busyness::severity).orElse(Severity.DANGER);
        boolean worse = statistics.longestTransaction().compareTo(LONG_TRANSACTION) >= 0 || statistics.replicas() > 0;
        return bySize == Severity.WARNING && worse ? Severity.DANGER : bySize;
    }

    private static Severity severity(TableStatistics known) {
        if (known.totalBytes() >= LARGE_BYTES
                || known.totalBytes() > SMALL_BYTES && known.callsPerMinute() >= BUSY_CALLS) {
            return Severity.DANGER;
        }
        return known.totalBytes() > SMALL_BYTES ? Severity.WARNING : Severity.INFO;
    }

    /// Of work that others wait for: size and traffic in words, how long it may take, how many statements come
    /// meanwhile, and who else has to follow.
    ///
    /// @param table as people call it
    /// @param known empty where the size is not known
    static List<Evidence> ofWork(DatabaseStatistics statistics, String table, Optional<TableStatistics> known) {
        List<Evidence> all = new ArrayList<>(ofMoment(statistics, table, known));
        if (known.isEmpty()) {
            return all;
        }
        double seconds = Math.max(known.get().totalBytes() / BYTES_PER_SECOND, 0.01);
        all.add(
                1,
                new Evidence(
                        Provenance.INFERRED,
                        String.format(
                                Locale.ROOT,
                                "at 50 MB a second it takes about %.2f s; about %d statements would wait",
                                seconds,
                                Math.round(known.get().callsPerMinute() * seconds / 60))));
        if (statistics.replicas() > 0 && known.get().totalBytes() > SMALL_BYTES) {
            all.add(new Evidence(
                    Provenance.CATALOG,
                    statistics.replicas() + " replicas replay what is written, and fall behind meanwhile"));
        }
        return all;
    }

    /// Of what is done in a moment: size and traffic, and whether the lock may have to wait.
    ///
    /// @param table as people call it
    /// @param known empty where the size is not known
    static List<Evidence> ofMoment(DatabaseStatistics statistics, String table, Optional<TableStatistics> known) {
        if (known.isEmpty()) {
            return List.of(new Evidence(Provenance.ASSUMED, "the size of " + table + " is not known: taken for large"));
        }
        List<Evidence> all = new ArrayList<>();
        all.add(size(table, known.get()));
        if (statistics.longestTransaction().compareTo(LONG_TRANSACTION) >= 0) {
            all.add(new Evidence(
                    Provenance.CATALOG,
                    "a transaction has been open for "
                            + statistics.longestTransaction().toMinutes() + " min: the lock may have to wait for it"));
        }
        return all;
    }

    static Evidence size(String table, TableStatistics known) {
        return new Evidence(
                Provenance.CATALOG,
                String.format(
                        Locale.ROOT,
                        "%s has %s%,d rows in %s and is used by %.0f statements a minute",
                        table,
                        known.exact() ? "" : "about ",
                        known.rows(),
                        size(known.totalBytes()),
                        known.callsPerMinute()));
    }

    private static String size(long bytes) {
        return bytes >= 1L << 30
                ? String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1L << 30))
                : bytes >= 1L << 20
                        ? String.format(Locale.ROOT, "%.1f MB", bytes / (double) (1L << 20))
                        : Math.max(1, bytes >> 10) + " kB";
    }
}
