package io.godwit.capture;

import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import org.jspecify.annotations.Nullable;

/// Puts into one sentence why Debezium stopped: what PostgreSQL said, at the end of the chain of causes.
final class ConnectorFailure {
    private ConnectorFailure() {}

    static Problem explained(DatabaseName database, @Nullable String message, @Nullable Throwable error) {
        if (error == null) {
            return Problem.environment("CAPTURE_FAILED", "row changes of " + database + ": " + message);
        }
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return Problem.environment("CAPTURE_FAILED", "row changes of " + database + ": " + root.getMessage(), error);
    }
}
