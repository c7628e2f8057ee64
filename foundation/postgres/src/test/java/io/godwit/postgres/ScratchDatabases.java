package io.godwit.postgres;

import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;

/// A database of its own on the build's production server for whoever asks. The server goes when the build ends.
public final class ScratchDatabases {
    private ScratchDatabases() {}

    /// A new, empty database.
    public static DatabaseAddress create() {
        return address(TestStack.newDatabase());
    }

    /// A new database in which the script has run.
    public static DatabaseAddress with(String script) {
        TestDatabase database = TestStack.newDatabase();
        database.execute(script);
        return address(database);
    }

    private static DatabaseAddress address(TestDatabase database) {
        return new DatabaseAddress(
                database.jdbcUrl(),
                database.address().user(),
                database.address().password());
    }
}
