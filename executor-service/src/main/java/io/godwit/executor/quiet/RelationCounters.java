package io.godwit.executor.quiet;

import io.godwit.model.plan.Action.UsedName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Scans and writes of whole tables, as pg_stat_user_tables counts them. A table that a trigger keeps up to date is
/// left out: its counters grow by the trigger's work.
record RelationCounters(List<UsedName> names) {
    private static final String USES = """
            SELECT sum(coalesce(seq_scan, 0) + coalesce(idx_scan, 0) + n_tup_ins + n_tup_upd + n_tup_del)::bigint
            FROM pg_stat_user_tables
            WHERE relid IN (SELECT relid FROM pg_partition_tree(to_regclass(?)) UNION SELECT to_regclass(?))
                AND NOT EXISTS (SELECT FROM pg_proc
                    WHERE prorettype = 'trigger'::regtype AND prosrc ~ ('\\m' || ? || '\\M'))
            """;

    void read(Connection connection, List<Counter> counters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(USES)) {
            for (UsedName name : names) {
                if (name.column().isPresent()) {
                    continue;
                }
                String relation = name.relation().sql();
                select.setString(1, relation);
                select.setString(2, relation);
                select.setString(3, name.relation().name().replaceAll("\\W", "."));
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    long uses = row.getLong(1);
                    if (!row.wasNull()) {
                        counters.add(new Counter("relation " + name, uses, "scans or writes of table " + name));
                    }
                }
            }
        }
    }
}
