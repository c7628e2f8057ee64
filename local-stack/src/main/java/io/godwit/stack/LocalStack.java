package io.godwit.stack;

import io.godwit.stack.StackOptions.AfterStop;
import io.godwit.stack.postgres.ProductionRoles;
import io.godwit.stack.process.Folders;
import java.util.List;

/// Kafka, schema registry, a production PostgreSQL and one for copies, running on this machine until closed.
///
/// ```java
/// try (LocalStack stack = LocalStack.start(StackOptions.kept(Path.of(".godwit/stack")))) {
///     stack.addresses().bootstrapServers();
/// }
/// ```
///
/// What is not in this JVM ends with it, `kill -9` included. Topics are not created here: the topic catalogue does
/// that.
public final class LocalStack implements AutoCloseable {
    private final StackOptions options;
    private final StackFolder folder;
    private final StackAddresses addresses;
    private final Parts parts;
    private boolean closed;

    private LocalStack(StackOptions options, StackFolder folder, StackAddresses addresses, Parts parts) {
        this.options = options;
        this.folder = folder;
        this.addresses = addresses;
        this.parts = parts;
    }

    /// Starts all parts at once and returns when each answers.
    ///
    /// @throws StackException with all problems found; nothing is left running then
    public static LocalStack start(StackOptions options) {
        StackFolder folder = StackFolder.hold(options.folder());
        try {
            List<StackProblem> problems = Machine.of(options.folder()).problems(options);
            if (!problems.isEmpty()) {
                throw new StackException(problems, null);
            }
            StackAddresses.delete(options.folder());
            StackPasswords passwords = StackPasswords.in(options.folder());
            Parts parts = Parts.start(folder, passwords, options);
            StackAddresses addresses = addresses(parts, passwords);
            addresses.write(options.folder());
            return new LocalStack(options, folder, addresses, parts);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    public StackAddresses addresses() {
        return addresses;
    }

    /// The value for `bootstrap.servers`.
    public String bootstrapServers() {
        return addresses.bootstrapServers();
    }

    /// The value for `schema.registry.url`.
    public String schemaRegistryUrl() {
        return addresses.schemaRegistryUrl();
    }

    /// The production server, as its owner.
    public DatabaseAddress production() {
        return addresses.production();
    }

    /// The server for copies, as its owner.
    public DatabaseAddress copies() {
        return addresses.copies();
    }

    /// Stops the parts one after the other, and deletes the folder if that was asked for. A second call does nothing.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        StackAddresses.delete(options.folder());
        for (Parts.Named part : parts.inStopOrder()) {
            part.running().close();
            options.progress().stopped(part.part());
        }
        if (options.afterStop() == AfterStop.DELETE) {
            Folders.delete(options.folder());
        }
        folder.close();
    }

    private static StackAddresses addresses(Parts parts, StackPasswords passwords) {
        DatabaseAddress production = parts.production().address();
        return new StackAddresses(
                parts.kafka().bootstrapServers(),
                parts.registry().url(),
                production,
                production.as(ProductionRoles.READER, passwords.of(ProductionRoles.READER)),
                production.as(ProductionRoles.CAPTURE, passwords.of(ProductionRoles.CAPTURE)),
                production.as(ProductionRoles.EXECUTOR, passwords.of(ProductionRoles.EXECUTOR)),
                parts.copies().address());
    }
}
