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
            long rows = pipe(source, target, table.copyOut(), table.copyIn());
            target.commit();
            return rows;
        } catch (SQLException problem) {
            target.rollback();
            throw problem;
        } finally {
            target.setAutoCommit(true);
        }
    }

    /// @param copyOut the COPY statement that reads
    /// @param copyIn  the one that writes, in the same form
    static long pipe(Connection source, Connection target, String copyOut, String copyIn) throws SQLException {
        CopyIn in = target.unwrap(PGConnection.class).getCopyAPI().copyIn(copyIn);
        try {
            CopyOut out = source.unwrap(PGConnection.class).getCopyAPI().copyOut(copyOut);
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
