package io.godwit.executor.step;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Breaks off what blocks a step, where the policy allows it: first the statement that runs, then, if that was not
/// enough or none runs, the session. Only clients' sessions, never a vacuum or a replica's.
final class BlockerRemoval {
    private final StepContext context;
    private final Set<Integer> cancelled = new HashSet<>();

    BlockerRemoval(StepContext context) {
        this.context = context;
    }

    void remove(List<Blocker> blockers) throws SQLException {
        for (Blocker blocker : blockers) {
            if (blocker.isClient()) {
                remove(blocker);
            }
        }
    }

    private void remove(Blocker blocker) throws SQLException {
        Connection connection = context.connection();
        try {
            switch (context.policy().blockers()) {
                case WAIT -> {}
                case CANCEL -> {
                    if (blocker.state().equals("active") && Backends.cancel(connection, blocker.pid())) {
                        told("Breaks off the statement of ", blocker);
                    }
                }
                case TERMINATE -> {
                    boolean first = cancelled.add(blocker.pid());
                    if (first && blocker.state().equals("active")) {
                        Backends.cancel(connection, blocker.pid());
                        told("Breaks off the statement of ", blocker);
                    } else if (Backends.terminate(connection, blocker.pid())) {
                        told("Ends the session of ", blocker);
                    }
                }
            }
        } catch (SQLException refused) {
            if (!"42501".equals(refused.getSQLState())) {
                throw refused;
            }
            context.report()
                    .blocked(
                            "May not end " + blocker + " (GRANT pg_signal_backend to the executor's role)",
                            List.of(blocker));
        }
    }

    private void told(String what, Blocker blocker) {
        context.report().blocked(what + blocker + ", as executor.blockers says", List.of(blocker));
    }
}
