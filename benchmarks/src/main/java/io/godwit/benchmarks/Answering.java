package io.godwit.benchmarks;

import io.godwit.model.Problem;
import io.godwit.stack.DatabaseAddress;
import io.godwit.stack.StackAddresses;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Asks the registry and both PostgreSQL servers of a stack a question each; the broker has answered by then, since the
/// topics were made.
final class Answering {
    private Answering() {}

    /// @throws Problem ENVIRONMENT if one of them does not answer
    static void check(StackAddresses stack) {
        try {
            URI subjects = URI.create(stack.schemaRegistryUrl() + "/subjects");
            HttpURLConnection registry = (HttpURLConnection) subjects.toURL().openConnection();
            registry.setReadTimeout(20_000);
            if (registry.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException(subjects + " answers with status " + registry.getResponseCode());
            }
            for (DatabaseAddress server : List.of(stack.production(), stack.copies())) {
                try (Connection connection = server.connect("postgres")) {
                    connection.createStatement().execute("SELECT 1");
                }
            }
        } catch (IOException | SQLException problem) {
            throw Problem.environment(
                    "STACK_NOT_ANSWERING", "A part of the stack does not answer: " + problem, problem);
        }
    }
}
