package io.godwit.postgres.statistics;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether adding a column makes PostgreSQL rewrite the table: asked of PostgreSQL, by adding the column to an empty
/// temporary table and looking whether its file changed (the idea of pgroll's, which looks at
/// `pg_attribute.atthasmissing`). All is rolled back; no other table is touched.
///
/// @param rewrites whether the table is rewritten
/// @param evidence how that is known
public record AddedColumn(boolean rewrites, Evidence evidence) {
    private static final Pattern FUNCTION = Pattern.compile("([A-Za-z_][\\w$]*)\\s*\\(");

    /// @param type              as SQL writes it, `serial` included
    /// @param defaultExpression in SQL; empty if there is none
    public static AddedColumn ask(Connection connection, String type, String defaultExpression) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction read write");
            statement.execute("create temporary table godwit_probe (existing integer) on commit drop");
            long before = file(statement);
            statement.execute("alter table pg_temp.godwit_probe add column probed " + type
                    + (defaultExpression.isEmpty() ? "" : " default " + defaultExpression));
            boolean rewritten = file(statement) != before;
            String what = rewritten ? "rewrote it" : "did not rewrite it";
            return new AddedColumn(
                    rewritten,
                    new Evidence(
                            Provenance.MEASURED,
                            "adding such a column to an empty temporary table of this database " + what));
        } catch (SQLException refused) {
            connection.rollback();
            return byVolatility(connection, defaultExpression);
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    /// Where no temporary table can be made: by the volatility of the functions named, the worst of each name's.
    private static AddedColumn byVolatility(Connection connection, String expression) throws SQLException {
        Set<String> functions = new HashSet<>();
        Matcher matcher = FUNCTION.matcher(expression);
        while (matcher.find()) {
            functions.add(matcher.group(1).toLowerCase(Locale.ROOT));
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "select count(*) from pg_proc where provolatile = 'v' and proname = any (?)")) {
            statement.setArray(1, connection.createArrayOf("text", functions.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                boolean isVolatile = row.getInt(1) > 0;
                return new AddedColumn(
                        isVolatile,
                        new Evidence(
                                Provenance.INFERRED,
                                "its default calls " + (isVolatile ? "a volatile function" : "no volatile function")));
            }
        }
    }

    private static long file(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select pg_relation_filenode('pg_temp.godwit_probe'::regclass)")) {
            row.next();
            return row.getLong(1);
        }
    }
}
