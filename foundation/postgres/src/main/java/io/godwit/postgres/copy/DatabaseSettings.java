package io.godwit.postgres.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a database was created and altered with. `CREATE DATABASE … TEMPLATE` takes neither over (PostgreSQL
/// documentation, CREATE DATABASE), yet a `search_path` or a collation decides what a query does.
final class DatabaseSettings {
    /// Their values are lists of names that must not be quoted as one.
    private static final Set<String> LISTS = Set.of("search_path", "temp_tablespaces");
    /// They concern the production server's operation, or would keep the copy from being used.
    private static final Set<String> LEFT_OUT = Set.of(
            "default_transaction_read_only",
            "session_preload_libraries",
            "local_preload_libraries",
            "statement_timeout");

    private DatabaseSettings() {}

    /// The clause of CREATE DATABASE that gives another database the same encoding.
    static String encoding(Connection source) throws SQLException {
        return clauses(
                source,
                "SELECT format(' ENCODING %L', pg_encoding_to_char(encoding)) FROM pg_database WHERE datname = current_database()");
    }

    /// The clauses that give it the same encoding and collation.
    static String locale(Connection source) throws SQLException {
        return clauses(source, """
                SELECT format(' ENCODING %L LC_COLLATE %L LC_CTYPE %L', pg_encoding_to_char(encoding), datcollate, datctype)
                       || CASE to_jsonb(d) ->> 'datlocprovider'
                            WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L', coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'))
                            WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', to_jsonb(d) ->> 'datlocale')
                            ELSE '' END
                FROM pg_database d WHERE datname = current_database()""");
    }

    private static String clauses(Connection source, String query) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        }
    }

    /// The settings ALTER DATABASE … SET gave a database, each as `name TO value`.
    ///
    /// @param server   any connection to its server
    /// @param database its name
    static List<String> of(Connection server, String database) throws SQLException {
        String query = """
                SELECT split_part(c, '=', 1), substr(c, position('=' IN c) + 1), quote_literal(substr(c, position('=' IN c) + 1))
                FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase, unnest(s.setconfig) c
                WHERE s.setrole = 0 AND d.datname = ?""";
        List<String> settings = new ArrayList<>();
        try (PreparedStatement statement = server.prepareStatement(query)) {
            statement.setString(1, database);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    String name = found.getString(1);
                    if (!LEFT_OUT.contains(name) && !name.startsWith("log_")) {
                        settings.add(name + " TO " + found.getString(LISTS.contains(name) ? 2 : 3));
                    }
                }
            }
        }
        return settings;
    }

    static void apply(Connection server, String database, List<String> settings) throws SQLException {
        try (Statement statement = server.createStatement()) {
            for (String setting : settings) {
                statement.execute("ALTER DATABASE " + database + " SET " + setting);
            }
        }
    }
}
