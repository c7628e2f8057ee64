package io.godwit.cli.check;

import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.postgres.DatabaseAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Databases made on the server of a copy.
final class CopyCaseDatabases implements CaseDatabases {
    private final DatabaseAddress address;
    private int made;

    /// @param address of any database of the server; the role may create databases
    CopyCaseDatabases(DatabaseAddress address) {
        this.address = address;
    }

    @Override
    public CaseDatabase open() throws SQLException {
        String name = "godwit_case_" + ProcessHandle.current().pid() + "_" + ++made;
        try {
            run("CREATE DATABASE " + name + " TEMPLATE template0");
        } catch (SQLException refused) {
            throw Problem.environment(
                    "COPY_CASES",
                    "--copy: a database for the case cannot be made there (" + refused.getMessage()
                            + "). Use a role with CREATEDB.",
                    refused);
        }
        DatabaseAddress own = new DatabaseAddress(onServer(name), address.user(), address.password());
        return new CaseDatabase(own.connect(new DatabaseName("copy"), "godwit-check"), () -> drop(name));
    }

    private String onServer(String database) {
        URI uri = URI.create(address.url().substring("jdbc:".length()));
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return "jdbc:postgresql://" + uri.getRawAuthority() + "/" + database + query;
    }

    private void drop(String name) {
        try {
            run("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        } catch (SQLException problem) {
            throw Problem.environment(
                    "COPY_CASES",
                    "--copy: the database " + name + " cannot be dropped: " + problem.getMessage(),
                    problem);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = address.connect(new DatabaseName("copy"), "godwit-check");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {}
}
