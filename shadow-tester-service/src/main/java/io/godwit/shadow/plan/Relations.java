package io.godwit.shadow.plan;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.ExpectedLock;
import io.godwit.model.plan.LockMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The tables, indexes and other relations of a database at one moment, with the files they are in.
///
/// @param byOid each relation's name and file number; a relation without a file has 0
record Relations(Map<Long, Relation> byOid) {
    record Relation(ObjectName name, long file) {}

    static Relations read(Connection connection) throws SQLException {
        String query = """
                SELECT c.oid::bigint, n.nspname, c.relname, coalesce(pg_relation_filenode(c.oid), 0)::bigint
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'p', 'i', 'I', 'm', 'S', 'v')""";
        Map<Long, Relation> byOid = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                ObjectName name = new ObjectName(found.getString(2), found.getString(3));
                byOid.put(found.getLong(1), new Relation(name, found.getLong(4)));
            }
        }
        return new Relations(byOid);
    }

    /// Those of this moment that are in other files later.
    List<ObjectName> rewrittenIn(Relations later) {
        List<ObjectName> rewritten = new ArrayList<>();
        byOid.forEach((oid, before) -> {
            Relation after = later.byOid.get(oid);
            if (after != null && before.file() != 0 && after.file() != before.file()) {
                rewritten.add(after.name());
            }
        });
        rewritten.sort(null);
        return rewritten;
    }

    /// The locks a session holds or waits for on relations of this moment.
    Map<ObjectName, LockMode> locksOf(Connection looking, int backend) throws SQLException {
        String query = "SELECT relation::bigint, mode FROM pg_locks WHERE pid = " + backend
                + " AND locktype = 'relation' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        Map<ObjectName, LockMode> locks = new TreeMap<>();
        try (Statement statement = looking.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                Relation relation = byOid.get(found.getLong(1));
                LockMode mode = LockMode.named(found.getString(2)).orElse(null);
                if (relation != null && mode != null) {
                    locks.merge(relation.name(), mode, Relations::stronger);
                }
            }
        }
        return locks;
    }

    static List<ExpectedLock> asList(Map<ObjectName, LockMode> locks) {
        return locks.entrySet().stream()
                .map(lock -> new ExpectedLock(lock.getKey(), lock.getValue()))
                .toList();
    }

    static LockMode stronger(LockMode one, LockMode other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
