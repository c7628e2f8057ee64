package io.godwit.cli.check;

import io.godwit.cli.scratch.ScratchDatabase;
import io.godwit.cli.scratch.ScratchServer;
import java.sql.SQLException;

/// Databases of the command's own PostgreSQL.
final class ScratchCaseDatabases implements CaseDatabases {
    private final ScratchServer server = ScratchServer.start();

    @Override
    public CaseDatabase open() throws SQLException {
        ScratchDatabase database = server.newDatabase();
        return new CaseDatabase(database.connect(), database::close);
    }

    @Override
    public void close() {
        server.close();
    }
}
