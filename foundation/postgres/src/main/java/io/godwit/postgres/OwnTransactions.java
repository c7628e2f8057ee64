package io.godwit.postgres;

/// How a transaction of Godwit's own says in the write-ahead log that it is not the application's: by a message before
/// anything else. The capture leaves its rows out, so that a backfill of a million of them does not drown what clients
/// do.
public final class OwnTransactions {
    /// The message's prefix. Every role may emit one, and a server whose `wal_level` is not `logical` takes it too.
    public static final String PREFIX = "godwit.own";

    /// An SQL expression that marks the transaction it is computed in.
    public static final String MARK = "pg_logical_emit_message(true, '" + PREFIX + "', '')";

    private OwnTransactions() {}
}
