package io.godwit.analyzer.query;

import io.godwit.model.catalog.ObjectName;
import io.godwit.postgres.trial.IndexTrial;
import io.godwit.postgres.trial.QueryPlan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Asks the database for its plans, and a copy for those it would have with an index.
public final class DatabasePlans implements QueryPlans {
    private final Connection connection;
    private final Optional<IndexTrial> trial;

    /// @param connection in autocommit mode
    /// @param trial      empty if there is no server for copies
    public DatabasePlans(Connection connection, Optional<IndexTrial> trial) {
        this.connection = connection;
        this.trial = trial;
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
        try {
            return QueryPlan.of(connection, sql).readsWhole(table) ? Answer.YES : Answer.NO;
        } catch (SQLException refused) {
            return Answer.UNKNOWN;
        }
    }

    @Override
    public Optional<IndexTrial.Result> tried(List<ObjectName> tables, String sql, Collection<List<String>> candidates) {
        return trial.flatMap(copies -> copies.of(tables, sql, candidates));
    }
}
