package io.godwit.postgres.copy;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/// Pipes the rows of one table from one server into another.
final class RowCopy {
    private static final int CHUNK_BYTES = 128 * 1024;

    private RowCopy() {}

    /// @param target in autocommit mode; the table there is emptied and filled in one transaction
    /// @return rows copied
    static long copy(Connection source, Connection target, SourceTable table) throws SQLException {
        target.setAutoCommit(false);
        try (Statement statement = target.createStatement()) {
            statement.execute("TRUNCATE ONLY " + table.name());
            long rows = pipe(source.unwrap(PGConnection.class), target.unwrap(PGConnection.class), table);
            target.commit();
            return rows;
        } catch (SQLException problem) {
            target.rollback();
            throw problem;
        } finally {
            target.setAutoCommit(true);
        }
    }

    private static long pipe(PGConnection source, PGConnection target, SourceTable table) throws SQLException {
        CopyIn in = target.getCopyAPI().copyIn(table.copyIn());
        try {
            CopyOut out = source.getCopyAPI().copyOut(table.copyOut());
            ByteArrayOutputStream chunk = new ByteArrayOutputStream(2 * CHUNK_BYTES);
            for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                chunk.write(row, 0, row.length);
                if (chunk.size() >= CHUNK_BYTES) {
                    in.writeToCopy(chunk.toByteArray(), 0, chunk.size());
                    chunk.reset();
                }
            }
            in.writeToCopy(chunk.toByteArray(), 0, chunk.size());
            return in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }
}
