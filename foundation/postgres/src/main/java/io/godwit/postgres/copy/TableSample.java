package io.godwit.postgres.copy;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Brings rows of a production table into a clone that has none: all of them, or whole pages picked at random.
public final class TableSample {
    private TableSample() {}

    /// The clone's foreign keys and triggers of the table are given up: nothing is written there but these rows.
    ///
    /// @param production only read
    /// @param clone      in autocommit mode, with the table empty
    /// @param most       about how many rows at most
    /// @return rows copied
    public static long copy(Connection production, Connection clone, ObjectName table, long most) throws SQLException {
        try (Statement statement = clone.createStatement()) {
            for (String key : foreignKeys(clone, table)) {
                statement.execute("ALTER TABLE " + table.sql() + " DROP CONSTRAINT " + SqlName.quoted(key));
            }
            statement.execute("ALTER TABLE " + table.sql() + " DISABLE TRIGGER USER");
        }
        String columns = one(
                clone,
                "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
                        + " WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
                table);
        double rows =
                Double.parseDouble(one(production, "SELECT reltuples FROM pg_class WHERE oid = ?::regclass", table));
        String sample = rows > most
                ? String.format(Locale.ROOT, " TABLESAMPLE SYSTEM (%.6f)", Math.max(0.0001, 100.0 * most / rows))
                : "";
        return RowCopy.pipe(
                production,
                clone,
                "COPY (SELECT " + columns + " FROM " + table.sql() + sample + ") TO STDOUT",
                "COPY " + table.sql() + " (" + columns + ") FROM STDIN");
    }

    private static List<String> foreignKeys(Connection clone, ObjectName table) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (PreparedStatement statement = clone.prepareStatement(
                "SELECT conname FROM pg_constraint WHERE conrelid = ?::regclass AND contype = 'f' AND conparentid = 0")) {
            statement.setString(1, table.sql());
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    keys.add(found.getString(1));
                }
            }
        }
        return keys;
    }

    private static String one(Connection connection, String query, ObjectName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, table.sql());
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return String.valueOf(found.getString(1));
            }
        }
    }
}
