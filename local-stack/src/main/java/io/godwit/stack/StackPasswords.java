package io.godwit.stack;

import io.godwit.stack.postgres.PostgresServer;
import io.godwit.stack.postgres.ProductionRoles;
import io.godwit.stack.process.Folders;
import io.godwit.stack.process.Passwords;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The passwords of a stack: made once at random, kept in `passwords.properties` of its folder for its owner's eyes
/// only.
record StackPasswords(Map<String, String> production, String copies) {
    private static final List<String> ROLES =
            List.of(PostgresServer.OWNER, ProductionRoles.READER, ProductionRoles.CAPTURE, ProductionRoles.EXECUTOR);
    private static final String COPIES = "copies";

    StackPasswords {
        production = Map.copyOf(production);
    }

    static StackPasswords in(Path folder) {
        Path file = folder.resolve("passwords.properties");
        if (!Files.exists(file)) {
            String lines = ROLES.stream()
                    .map(role -> "production.%s=%s%n".formatted(role, Passwords.random()))
                    .collect(Collectors.joining());
            Folders.writeSecret(file, lines + "%s=%s%n".formatted(COPIES, Passwords.random()));
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return new StackPasswords(
                ROLES.stream()
                        .collect(Collectors.toMap(
                                Function.identity(), role -> properties.getProperty("production." + role))),
                properties.getProperty(COPIES));
    }

    /// Of `role` on production.
    String of(String role) {
        return production.getOrDefault(role, "");
    }
}
