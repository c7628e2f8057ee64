package io.godwit.stack.postgres;

import io.godwit.stack.StackException;
import io.godwit.stack.StackProblem.PlatformUnsupported;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// PostgreSQL refuses to run as root. In containers and on build machines we often are: there it runs in a user
/// namespace of its own, where it is nobody, and where files made by root look like its own.
final class UnprivilegedUser {
    private UnprivilegedUser() {}

    /// What to put before a command, so that it does not run as root; empty where we are not root anyway.
    ///
    /// @param ours a file or folder this process made
    /// @throws StackException where we are root and the system allows no user namespaces
    static List<String> prefix(Path ours) {
        try {
            if (!Files.getAttribute(ours, "unix:uid").equals(0)) {
                return List.of();
            }
            if (new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0) {
                return List.of("unshare", "-U");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find out whether PostgreSQL can run as another user", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StackException(new PlatformUnsupported(
                "as root",
                "PostgreSQL refuses to run as root and user namespaces are not allowed. Run as an ordinary user"));
    }
}
