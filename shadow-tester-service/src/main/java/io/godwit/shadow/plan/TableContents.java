package io.godwit.shadow.plan;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Reversibility;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Collectors;

/// Compares a table's rows on two databases by count and a checksum that does not depend on their order.
final class TableContents {
    private TableContents() {}

    /// @param table as it is on both
    /// @param grade rows of a lossy undo are only counted
    static Optional<String> difference(Connection before, Connection after, Table table, Reversibility grade)
            throws SQLException {
        String checksum = grade == Reversibility.LOSSLESS
                ? "coalesce(sum(hashtextextended(ROW("
                        + table.columns().stream()
                                .map(Column::name)
                                .sorted()
                                .map(SqlName::quoted)
                                .collect(Collectors.joining(", "))
                        + ")::text, 0)::numeric), 0)::text"
                : "''";
        String query = "SELECT count(*), " + checksum + " FROM " + table.name().sql();
        String expected = row(before, query);
        String actual = row(after, query);
        return expected.equals(actual)
                ? Optional.empty()
                : Optional.of("the rows of " + table.name() + " are not as before");
    }

    private static String row(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1) + " " + found.getString(2);
        }
    }
}
