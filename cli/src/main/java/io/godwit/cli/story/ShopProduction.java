package io.godwit.cli.story;

import io.godwit.demo.Login;
import io.godwit.model.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What is really in the shop's production database, asked of its catalog.
record ShopProduction(Login owner) {

    /// Whether the table has that column, and it is required.
    boolean hasRequiredColumn(String table, String column) {
        return holds(
                "SELECT attnotnull FROM pg_attribute WHERE attrelid = to_regclass(?) AND attname = ? AND NOT attisdropped",
                table,
                column);
    }

    boolean hasColumn(String table, String column) {
        return holds(
                "SELECT true FROM pg_attribute WHERE attrelid = to_regclass(?) AND attname = ? AND NOT attisdropped",
                table,
                column);
    }

    /// Whether there is an index of that name, built to the end.
    boolean hasIndex(String index) {
        return holds("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(?)", index);
    }

    boolean hasTable(String table) {
        return holds("SELECT to_regclass(?) IS NOT NULL", table);
    }

    private boolean holds(String question, String... about) {
        try (Connection connection = owner.connect("godwit-demo");
                PreparedStatement statement = connection.prepareStatement(question)) {
            for (int i = 0; i < about.length; i++) {
                statement.setString(i + 1, about[i]);
            }
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        } catch (SQLException problem) {
            throw Problem.environment("SHOP_UNREACHABLE", "Cannot look into the shop's database: " + problem, problem);
        }
    }
}
