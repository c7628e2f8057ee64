package io.godwit.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/// Whether the server logs the statements of anybody of interest.
final class StatementLogging {
    /// What is set for the server, for the database, and for roles, of the two settings that log statements
    /// with how long they took.
    private static final String SETTINGS = """
            select coalesce(bool_or(logs), false) from (
                select setting::numeric >= 0 and (name = 'log_min_duration_statement' or exists (
                           select from pg_settings where name = 'log_statement_sample_rate' and setting::numeric > 0)) as logs
                from pg_settings where name in ('log_min_duration_statement', 'log_min_duration_sample') and source <> 'user'
                union all
                select setting::numeric > 0 from pg_settings where name = 'log_transaction_sample_rate'
                union all
                select split_part(entry, '=', 2)::numeric >= 0
                from pg_db_role_setting s left join pg_roles r on r.oid = s.setrole, unnest(s.setconfig) as entry
                where split_part(entry, '=', 1) in ('log_min_duration_statement', 'log_min_duration_sample')
                  and (s.setdatabase = 0 or s.setdatabase = (select oid from pg_database where datname = current_database()))
                  and (cardinality(?::text[]) = 0 or s.setrole = 0 or r.rolname = any(?::text[]))
            ) as found
            """;

    private StatementLogging() {}

    /// What to do if nobody's statements are logged; empty if somebody's are.
    ///
    /// @param roles whose statements are wanted; empty means everybody's
    static Optional<String> silence(Connection connection, Set<String> roles) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SETTINGS)) {
            String[] names = roles.toArray(String[]::new);
            statement.setArray(1, connection.createArrayOf("text", names));
            statement.setArray(2, connection.createArrayOf("text", names));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1)
                        ? Optional.empty()
                        : Optional.of("no role's statements are logged, so no queries are captured; for a role whose"
                                + " queries are to be, run: ALTER ROLE "
                                + roles.stream().sorted().findFirst().orElse("your_application")
                                + " SET log_min_duration_statement = 0; its next sessions are captured");
            }
        }
    }
}
