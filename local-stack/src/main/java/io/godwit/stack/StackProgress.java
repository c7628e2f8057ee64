package io.godwit.stack;

import java.time.Duration;

/// Hears what the stack is doing, so that someone waiting can be told. Called from several threads at once.
public interface StackProgress {
    /// A listener that does nothing.
    StackProgress SILENT = new StackProgress() {
        @Override
        public void starting(StackPart part) {}

        @Override
        public void ready(StackPart part, String address, Duration took) {}

        @Override
        public void stopped(StackPart part) {}
    };

    void starting(StackPart part);

    /// `part` answers at `address` (never holds a password), `took` after it was asked to start.
    void ready(StackPart part, String address, Duration took);

    void stopped(StackPart part);
}
