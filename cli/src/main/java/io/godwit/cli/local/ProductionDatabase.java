package io.godwit.cli.local;

/// A production database and the roles the services enter it with.
///
/// @param name     the name Godwit's configuration gives it
/// @param reader   reads catalogs, statistics, rows and the log
/// @param capture  follows the write-ahead log
/// @param executor changes the schema
public record ProductionDatabase(String name, Access reader, Access capture, Access executor) {
    /// One role's way in; its print hides the password.
    ///
    /// @param url      a JDBC address
    /// @param user     empty if the address carries it
    /// @param password empty if none is needed
    public record Access(String url, String user, String password) {
        @Override
        public String toString() {
            return user + " at " + url.replaceFirst("\\?.*", "");
        }
    }

    /// The same role for everything.
    public static ProductionDatabase enteredBy(String name, Access access) {
        return new ProductionDatabase(name, access, access, access);
    }
}
