package io.godwit.acceptance.survival;

import io.godwit.acceptance.survival.SurvivalCase.Equal;
import java.util.ArrayList;
import java.util.List;

/// What a migration must not leave, and what it must not have changed.
final class Remains {
    private Remains() {}

    /// One line each: leftovers of ours in a database.
    static List<String> of(CrashableServer server, String database) {
        return server.ask(database, """
                SELECT 'invalid index', indexrelid::regclass::text FROM pg_index
                WHERE NOT (indisvalid AND indisready AND indislive)
                UNION ALL SELECT 'not validated', conname FROM pg_constraint WHERE NOT convalidated
                UNION ALL SELECT 'trigger', tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname ~ 'godwit'
                UNION ALL SELECT 'function', oid::regproc::text FROM pg_proc
                    WHERE proname ~ 'godwit'
                UNION ALL SELECT 'session', application_name || ': ' || query FROM pg_stat_activity
                    WHERE datname = current_database() AND application_name IN ('godwit executor', 'godwit executor watch')
                UNION ALL SELECT 'lock', relation::regclass::text || ' ' || mode FROM pg_locks
                    WHERE locktype = 'relation' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                        AND pid <> pg_backend_pid() AND relation::regclass::text !~ '^(pg_|godwit)'
                UNION ALL SELECT 'slot', slot_name FROM pg_replication_slots
                UNION ALL SELECT 'prepared transaction', gid FROM pg_prepared_xacts
                """);
    }

    /// One line for each row that is in the one and not in the other, up to ten of each pair.
    static List<String> differences(CrashableServer server, String database, List<Equal> contents) {
        List<String> differences = new ArrayList<>();
        for (Equal equal : contents) {
            String live = "(" + equal.live() + ")";
            String twin = "(" + equal.twin() + ")";
            differences.addAll(server.ask(
                    database,
                    "(SELECT 'not in the twin', x::text FROM (" + live + " EXCEPT ALL " + twin
                            + ") x LIMIT 5) UNION ALL"
                            + " (SELECT 'only in the twin', x::text FROM (" + twin + " EXCEPT ALL " + live
                            + ") x LIMIT 5)"));
        }
        return differences;
    }
}
