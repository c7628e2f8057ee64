package io.godwit.executor.throttle;

import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Asks all signals whether a walk over a table has to hold back. The first veto counts.
public final class Throttle {
    private final List<Signal> signals;

    public Throttle(ThrottleLimits limits, ObjectName table) {
        this.signals = Stream.<Signal>of(
                        new ReplicationLag(limits.lag()),
                        new SlotGrowth(limits.slotBytes()),
                        new ArchiverQueue(limits.archiveFiles()),
                        new OpenTransactions(limits.transactions()),
                        new VacuumOnTable(table))
                .filter(signal -> !limits.ignored().contains(signal.kind()))
                .toList();
    }

    /// @return why to hold back; empty if nothing is in the way
    /// @throws SQLException if the session went away
    public Optional<String> veto(Connection connection) throws SQLException {
        for (Signal signal : signals) {
            Optional<String> veto = asked(signal, connection);
            if (veto.isPresent()) {
                return veto;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> asked(Signal signal, Connection connection) throws SQLException {
        try {
            return signal.veto(connection);
        } catch (SQLException unreadable) {
            String state = String.valueOf(unreadable.getSQLState());
            if (state.startsWith("08") || state.startsWith("57P")) {
                throw unreadable;
            }
            return Optional.of(signal.kind().text() + " cannot be read: " + unreadable.getMessage()
                    + " (leave it out with executor.throttle.ignore="
                    + signal.kind().text() + ")");
        }
    }
}
