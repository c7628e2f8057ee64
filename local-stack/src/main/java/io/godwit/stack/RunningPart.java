package io.godwit.stack;

/// A part that answers, until it is closed.
public interface RunningPart extends AutoCloseable {
    /// Where it answers; never holds a password.
    String where();

    @Override
    void close();
}
