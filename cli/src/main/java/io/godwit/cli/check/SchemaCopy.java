package io.godwit.cli.check;

import io.godwit.cli.scratch.ScratchServer;
import io.godwit.model.DatabaseName;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.copy.CopiesServer;
import io.godwit.postgres.copy.DatabaseClone;

/// A live database's definitions, without its rows, on a server of the command's own.
record SchemaCopy(ScratchServer server, DatabaseAddress address) implements AutoCloseable {

    /// Takes some seconds.
    ///
    /// @throws io.godwit.model.Problem if the live database cannot be read or the server does not start
    static SchemaCopy of(DatabaseAddress live) {
        ScratchServer server = ScratchServer.start();
        try (CopiesServer copies = CopiesServer.open(onServer(server))) {
            DatabaseClone clone = copies.withoutRows(new DatabaseName("database"), live);
            return new SchemaCopy(server, clone.address());
        } catch (RuntimeException problem) {
            server.close();
            throw problem;
        }
    }

    private static DatabaseAddress onServer(ScratchServer server) {
        return new DatabaseAddress(
                server.address().jdbcUrl("postgres"),
                server.address().user(),
                server.address().password());
    }

    @Override
    public void close() {
        server.close();
    }
}
