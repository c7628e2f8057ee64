package io.godwit.stack;

import static java.util.Objects.requireNonNull;

import io.godwit.stack.process.Folders;
import io.godwit.stack.process.ProcessNote;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/// Where a running stack is reached. A stack writes it to `addresses.properties` in its folder when it is ready, for
/// its owner's eyes only, since it holds passwords, and deletes it when it stops.
///
/// @param production the production server as its owner, a superuser; `reader`, `capture` and `executor` are the same
///     server with the rights the services need ([io.godwit.stack.postgres.ProductionRoles])
/// @param copies the server for copies, as its owner
public record StackAddresses(
        String bootstrapServers,
        String schemaRegistryUrl,
        DatabaseAddress production,
        DatabaseAddress reader,
        DatabaseAddress capture,
        DatabaseAddress executor,
        DatabaseAddress copies) {
    private static final String FILE = "addresses.properties";

    public StackAddresses {
        requireNonNull(bootstrapServers, "bootstrapServers is null");
        requireNonNull(schemaRegistryUrl, "schemaRegistryUrl is null");
    }

    /// The addresses of the stack that runs in `folder`; empty when none does, also when one was killed and left its
    /// file.
    public static Optional<StackAddresses> ofRunning(Path folder) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(FILE))) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.resolve(FILE), e);
        }
        if (!ProcessNote.of(properties.getProperty("process")).isAlive()) {
            return Optional.empty();
        }
        return Optional.of(new StackAddresses(
                properties.getProperty("bootstrap.servers"),
                properties.getProperty("schema.registry.url"),
                DatabaseAddress.parse(properties.getProperty("production.url")),
                DatabaseAddress.parse(properties.getProperty("production.reader.url")),
                DatabaseAddress.parse(properties.getProperty("production.capture.url")),
                DatabaseAddress.parse(properties.getProperty("production.executor.url")),
                DatabaseAddress.parse(properties.getProperty("copies.url"))));
    }

    void write(Path folder) {
        Folders.writeSecret(folder.resolve(FILE), """
                # A running stack. This file holds passwords.
                process=%s
                bootstrap.servers=%s
                schema.registry.url=%s
                production.url=%s
                production.reader.url=%s
                production.capture.url=%s
                production.executor.url=%s
                copies.url=%s
                """.formatted(
                        ProcessNote.of(ProcessHandle.current()).text(),
                        bootstrapServers,
                        schemaRegistryUrl,
                        production.url(),
                        reader.url(),
                        capture.url(),
                        executor.url(),
                        copies.url()));
    }

    static void delete(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder.resolve(FILE), e);
        }
    }
}
