package io.godwit.analyzer.query;

import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Asks the database: `EXPLAIN (GENERIC_PLAN)` plans a query with parameters without running it.
public final class DatabasePlans implements QueryPlans {
    private final Connection connection;

    /// @param connection in autocommit mode
    public DatabasePlans(Connection connection) {
        this.connection = connection;
    }

    @Override
    public OptionalLong estimatedRows(ObjectName table) {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT reltuples::bigint FROM pg_class WHERE oid = to_regclass(?)")) {
            statement.setString(1, table.sql());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getLong(1) >= 0 ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        } catch (SQLException unknown) {
            return OptionalLong.empty();
        }
    }

    @Override
    public Answer readsWhole(ObjectName table, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN (GENERIC_PLAN, FORMAT JSON) " + sql)) {
            rows.next();
            Pattern scan = Pattern.compile(
                    "(?s)\"Node Type\": \"Seq Scan\"[^{}]*?\"Relation Name\": \"" + Pattern.quote(table.name()) + "\"");
            return scan.matcher(rows.getString(1)).find() ? Answer.YES : Answer.NO;
        } catch (SQLException refused) {
            return Answer.UNKNOWN;
        }
    }
}
