package io.godwit.cli.local;

import io.godwit.cli.local.ProductionDatabase.Access;
import io.godwit.model.Problem;
import io.godwit.model.SqlName;
import io.godwit.stack.DatabaseAddress;
import io.godwit.stack.StackAddresses;
import io.godwit.stack.postgres.ProductionRoles;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The production server of the local stack: makes databases in it and lets the services into them.
public record EmbeddedProduction(StackAddresses stack) {

    /// A database of that name, made if it is missing, with an owner of the same name.
    public ProductionDatabase withOwnDatabase(String name) {
        run("postgres", statement -> {
            try (ResultSet there =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = " + SqlName.literal(name))) {
                if (there.next()) {
                    return;
                }
            }
            statement.execute("CREATE ROLE %s LOGIN".formatted(SqlName.quoted(name)));
            statement.execute("ALTER ROLE %s SET log_min_duration_statement = 0".formatted(SqlName.quoted(name)));
            statement.execute("CREATE DATABASE %s OWNER %s".formatted(SqlName.quoted(name), SqlName.quoted(name)));
        });
        return letIn(name, name);
    }

    /// Lets the services into a database.
    ///
    /// @param owner whose tables they are
    /// @param users further roles that use the tables, also those a migration makes
    public ProductionDatabase letIn(String name, String owner, String... users) {
        run(name, statement -> {
            statement.execute(ProductionRoles.script());
            // The executor changes the owner's tables; capture publishes their row changes.
            for (DatabaseAddress service : List.of(stack.executor(), stack.capture())) {
                statement.execute("GRANT %s TO %s WITH INHERIT TRUE"
                        .formatted(SqlName.quoted(owner), SqlName.quoted(service.user())));
            }
            String executor = SqlName.quoted(stack.executor().user());
            // For the ledger.
            statement.execute("GRANT ALL ON SCHEMA godwit TO " + executor);
            for (String user : users) {
                for (String kind : List.of("TABLES", "SEQUENCES")) {
                    statement.execute("ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA public GRANT ALL ON %s TO %s"
                            .formatted(SqlName.quoted(owner), kind, SqlName.quoted(user)));
                }
            }
        });
        return new ProductionDatabase(
                name, access(stack.reader(), name), access(stack.capture(), name), access(stack.executor(), name));
    }

    /// How a client reaches a database as superuser, for people to copy.
    public static String addressOf(StackAddresses stack, String name) {
        return stack.production().url() + "/" + name;
    }

    private static Access access(DatabaseAddress address, String name) {
        return new Access(address.jdbcUrl(name), address.user(), address.password());
    }

    private interface Work {
        void on(Statement statement) throws SQLException;
    }

    private void run(String database, Work work) {
        try (Connection connection = stack.production().connect(database);
                Statement statement = connection.createStatement()) {
            work.on(statement);
        } catch (SQLException problem) {
            throw Problem.environment(
                    "DATABASE_NOT_PREPARED", "Could not prepare the database " + database + ": " + problem, problem);
        }
    }
}
