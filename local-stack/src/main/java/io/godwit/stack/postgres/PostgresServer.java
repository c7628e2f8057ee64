package io.godwit.stack.postgres;

import io.godwit.stack.DatabaseAddress;
import io.godwit.stack.RunningPart;
import io.godwit.stack.StackException;
import io.godwit.stack.StackPart;
import io.godwit.stack.StackProblem.PartFailed;
import io.godwit.stack.process.Folders;
import io.godwit.stack.process.LeashedProcess;
import io.godwit.stack.process.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One PostgreSQL server on the loopback interface. Its superuser is `postgres`; everybody needs a password.
public final class PostgresServer implements RunningPart {
    /// The role that owns the server.
    public static final String OWNER = "postgres";

    /// Earlier versions have no locale of their own that knows more than ASCII.
    private static final int BUILTIN_LOCALES = 17;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final DatabaseAddress address;
    private final LeashedProcess process;
    private final Thread logRetention;

    private PostgresServer(DatabaseAddress address, LeashedProcess process, Thread logRetention) {
        this.address = address;
        this.process = process;
        this.logRetention = logRetention;
    }

    /// Starts the server whose files are in `folder`, and makes them where there are none. A server that an
    /// earlier stack left running there (its machine lost the leash, see [LeashedProcess]) is stopped
    /// first.
    ///
    /// @param password of [#OWNER]; must be the same each time for the same folder
    /// @throws StackException when the server ends or does not answer within a minute
    public static PostgresServer start(
            StackPart part, Path folder, PostgresSettings settings, int port, String password) {
        Folders.create(folder);
        Path log = folder.resolve("start.log");
        PostgresPrograms programs = PostgresPrograms.unpacked();
        List<String> unprivileged = UnprivilegedUser.prefix(folder);
        Path data = folder.resolve("data");
        PostmasterFile postmaster;
        try {
            if (!Files.exists(data)) {
                initialise(part, programs, unprivileged, folder, password, log);
            }
            PostmasterFile.in(data).stopLeftover();
            postmaster = PostmasterFile.in(data);
            Files.writeString(data.resolve("godwit.conf"), settings.lines(port, programs.version()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(unprivileged);
        command.addAll(List.of(programs.program("postgres").toString(), "-D", data.toString()));
        LeashedProcess process = LeashedProcess.start("INT", command, Map.of(), log);
        boolean ready = Readiness.await(LIMIT, () -> postmaster.saysReady(port), () -> !process.isAlive());
        if (!ready) {
            process.close();
            throw new StackException(new PartFailed(part, "the server ended or did not answer within a minute", log));
        }
        return new PostgresServer(
                new DatabaseAddress("127.0.0.1", port, OWNER, password),
                process,
                Thread.startVirtualThread(new LogRetention(data.resolve("log"))));
    }

    /// Where the server listens, as its owner.
    public DatabaseAddress address() {
        return address;
    }

    @Override
    public String where() {
        return address.host() + ":" + address.port();
    }

    /// A fast shutdown: open transactions are rolled back, everything is written.
    @Override
    public void close() {
        logRetention.interrupt();
        process.close();
    }

    /// Builds the data folder under another name first: one that exists under its own name is complete.
    private static void initialise(
            StackPart part,
            PostgresPrograms programs,
            List<String> unprivileged,
            Path folder,
            String password,
            Path log)
            throws IOException {
        Path unfinished = folder.resolve("data.unfinished");
        Folders.delete(unfinished);
        Path passwordFile = folder.resolve("password");
        Folders.writeSecret(passwordFile, password);
        List<String> command = new ArrayList<>(unprivileged);
        command.addAll(List.of(
                programs.program("initdb").toString(),
                "--pgdata=" + unfinished,
                "--username=" + OWNER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync"));
        if (programs.version() >= BUILTIN_LOCALES) {
            command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        try (LeashedProcess initdb = LeashedProcess.start("TERM", command, Map.of(), log)) {
            Readiness.await(LIMIT, () -> !initdb.isAlive(), () -> false);
            if (initdb.isAlive() || initdb.exitStatus() != 0) {
                throw new StackException(new PartFailed(part, "initdb failed", log));
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.writeString(
                unfinished.resolve("postgresql.conf"), "\ninclude 'godwit.conf'\n", StandardOpenOption.APPEND);
        Files.move(unfinished, folder.resolve("data"), StandardCopyOption.ATOMIC_MOVE);
    }
}
