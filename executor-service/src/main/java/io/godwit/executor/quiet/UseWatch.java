package io.godwit.executor.quiet;

import io.godwit.executor.ledger.QuietWaits;
import io.godwit.model.MigrationId;
import io.godwit.model.plan.Action.UsedName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks again and again whether the old is used. The counters of the look before are in the ledger, so that a use is
/// seen although it came while no executor ran.
public final class UseWatch {
    private final List<UsedName> names;
    private final StatementCounters statements;
    private final RelationCounters relations;
    private final UsingSessions sessions;

    /// @param ignored roles whose uses do not count
    public UseWatch(List<UsedName> names, Set<String> ignored) {
        this.names = names;
        this.statements = new StatementCounters(ignored);
        this.relations = new RelationCounters(names);
        this.sessions = new UsingSessions(ignored);
    }

    /// Compares with the look before and keeps this one. At the first look no counter has grown.
    public Looked look(Connection transaction, MigrationId id, int position) throws SQLException {
        List<Counter> counters = new ArrayList<>();
        List<String> uses = new ArrayList<>();
        List<String> blind = new ArrayList<>();
        NamedIn named = NamedIn.read(transaction, names);
        statements.read(transaction, named, counters, blind);
        relations.read(transaction, counters);
        sessions.read(transaction, named, uses);
        Optional<Map<String, Long>> before = QuietWaits.counters(transaction, id, position);
        before.ifPresent(known -> counters.stream()
                .filter(counter -> grown(counter, known) > 0)
                .map(counter -> grown(counter, known) + " times " + counter.who())
                .forEach(uses::add));
        Map<String, Long> now = new HashMap<>();
        counters.forEach(counter -> now.put(counter.key(), counter.uses()));
        QuietWaits.keep(transaction, id, position, now);
        return new Looked(uses, blind);
    }

    /// A counter that is lower than it was has been reset since: all it shows was used after that.
    private static long grown(Counter counter, Map<String, Long> before) {
        long earlier = before.getOrDefault(counter.key(), 0L);
        return counter.uses() >= earlier ? counter.uses() - earlier : counter.uses();
    }
}
