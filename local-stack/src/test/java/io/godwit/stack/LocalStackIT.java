package io.godwit.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.stack.StackProblem.FolderInUse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {
    @TempDir
    Path folder;

    @Test
    void a_stack_finds_its_topics_schemas_and_rows_again() throws Exception {
        // Left behind by a stack that was killed: the lock file with its process id, and its addresses.
        Files.writeString(folder.resolve("stack.lock"), "4000000");
        Files.writeString(folder.resolve("addresses.properties"), "process=4000000@1\n");
        assertThat(StackAddresses.ofRunning(folder)).isEmpty();

        int schema;
        try (LocalStack stack = LocalStack.start(StackOptions.kept(folder))) {
            assertThat(StackAddresses.ofRunning(folder)).contains(stack.addresses());
            assertThat(Files.getPosixFilePermissions(folder.resolve("addresses.properties")))
                    .hasToString("[OWNER_READ, OWNER_WRITE]");
            assertThatThrownBy(() -> LocalStack.start(StackOptions.kept(folder)))
                    .isInstanceOfSatisfying(
                            StackException.class,
                            refused -> assertThat(refused.problems())
                                    .containsExactly(new FolderInUse(
                                            folder, ProcessHandle.current().pid())));

            createTopic(stack, "birds");
            schema = register(stack, "birds-value");
            update(stack.production(), "CREATE TABLE bird AS SELECT 'godwit' AS name");
            update(stack.copies(), "CREATE TABLE copied AS SELECT 'curlew' AS name");
        }
        assertThat(StackAddresses.ofRunning(folder)).isEmpty();

        try (LocalStack stack = LocalStack.start(StackOptions.kept(folder))) {
            assertThat(topics(stack)).contains("birds");
            assertThat(register(stack, "birds-value")).isEqualTo(schema);
            assertThat(text(stack.production(), "SELECT name FROM bird")).isEqualTo("godwit");
            assertThat(text(stack.copies(), "SELECT name FROM copied")).isEqualTo("curlew");
            assertThat(text(stack.production(), "SHOW wal_level")).isEqualTo("logical");
            assertThat(text(stack.addresses().capture(), "SELECT session_user")).isEqualTo("godwit_capture");
        }
    }

    private static void createTopic(LocalStack stack, String name) throws Exception {
        try (Admin admin = admin(stack)) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static Iterable<String> topics(LocalStack stack) throws Exception {
        try (Admin admin = admin(stack)) {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS);
        }
    }

    private static Admin admin(LocalStack stack) {
        return Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
    }

    private static int register(LocalStack stack, String subject) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(stack.schemaRegistryUrl() + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString("{\"schema\": \"{\\\"type\\\": \\\"string\\\"}\"}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer = client.send(request, BodyHandlers.ofString()).body();
            assertThat(answer).matches("\\{\"id\":\\d+.*}");
            return Integer.parseInt(answer.replaceAll("\\{\"id\":(\\d+).*", "$1"));
        }
    }

    private static void update(DatabaseAddress server, String sql) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(DatabaseAddress server, String query) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
