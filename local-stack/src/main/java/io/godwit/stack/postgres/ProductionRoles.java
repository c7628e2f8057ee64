package io.godwit.stack.postgres;

import io.godwit.stack.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;

/// The roles the services use on production: to read, to capture, to execute. What each may do is in
/// `production-roles.sql`, and what the owner of the tables installs for capture in `publish-tables.sql`.
public final class ProductionRoles {
    public static final String READER = "godwit_reader";
    public static final String CAPTURE = "godwit_capture";
    public static final String EXECUTOR = "godwit_executor";

    private ProductionRoles() {}

    /// Makes the roles where they are missing, and gives each its password.
    ///
    /// @param passwords by role name
    public static void create(DatabaseAddress owner, Map<String, String> passwords) {
        try (Connection connection = owner.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(script());
            for (Map.Entry<String, String> password : passwords.entrySet()) {
                statement.execute("ALTER ROLE %s PASSWORD %s"
                        .formatted(
                                statement.enquoteIdentifier(password.getKey(), true),
                                statement.enquoteLiteral(password.getValue())));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the roles on " + owner, e);
        }
    }

    /// What makes the roles and what they may do; parts of it hold for the database it is run in only. Running it again
    /// changes nothing.
    public static String script() {
        return resource("publish-tables.sql") + resource("production-roles.sql");
    }

    private static String resource(String name) {
        try (InputStream script = Objects.requireNonNull(
                ProductionRoles.class.getResourceAsStream(name), name + " is not on the class path")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
