package io.godwit.executor.step;

import io.godwit.model.SqlName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whom new tables and types belong to. An object belongs to the role that creates it, and the executor's role is not
/// the application's: what it made by itself the application could not read. So it creates as the role that owns most
/// of the database's tables, where it may become it; default privileges of that role then hold too.
final class NewObjectOwner {
    /// An index needs none: it belongs to its table's owner whoever creates it.
    private static final Pattern CREATES = Pattern.compile(
            "\\s*create\\s+(or\\s+replace\\s+)?(unlogged\\s+)?"
                    + "(table|extension|type|domain|sequence|view|materialized\\s+view|function|procedure|schema)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final String OWNER_OF_MOST_TABLES = """
            SELECT pg_get_userbyid(c.relowner)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('godwit', 'information_schema') AND n.nspname !~ '^pg_'
            GROUP BY c.relowner
            ORDER BY count(*) DESC, c.relowner
            LIMIT 1
            """;

    private NewObjectOwner() {}

    /// Runs one statement on the connection, as that owner if it creates something.
    ///
    /// @throws SQLException whatever the statement ends with
    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            Optional<String> owner = CREATES.matcher(sql).matches() ? owner(statement) : Optional.empty();
            if (owner.isEmpty()) {
                statement.execute(sql);
                return;
            }
            statement.execute("SET ROLE " + SqlName.quoted(owner.get()));
            try {
                statement.execute(sql);
            } catch (SQLException failure) {
                resetAfter(statement, failure);
                throw failure;
            }
            statement.execute("RESET ROLE");
        }
    }

    /// In a transaction that has failed this fails too, and the transaction's end takes the role back.
    private static void resetAfter(Statement statement, SQLException failure) {
        try {
            statement.execute("RESET ROLE");
        } catch (SQLException inFailedTransaction) {
            failure.addSuppressed(inFailedTransaction);
        }
    }

    private static Optional<String> owner(Statement statement) throws SQLException {
        Optional<String> owner = first(statement, OWNER_OF_MOST_TABLES);
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        // Until 15 every member may become the role; from 16 on the grant says so.
        String right = statement.getConnection().getMetaData().getDatabaseMajorVersion() >= 16 ? "SET" : "MEMBER";
        return first(
                statement,
                "SELECT %1$s WHERE current_user <> %1$s AND pg_has_role(current_user, %1$s, '%2$s')"
                        .formatted(SqlName.literal(owner.get()), right));
    }

    private static Optional<String> first(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
