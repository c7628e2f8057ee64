package io.godwit.runtime;

import java.util.Optional;

/// What decides whether a service reports itself ready. Safe for use by several threads at once.
public interface Health {
    /// Something a service needs, looked at each time its readiness is asked for.
    @FunctionalInterface
    interface Check {
        /// What is wrong now and what to do about it; empty if nothing is. An answer that takes longer than two
        /// seconds counts as a problem.
        ///
        /// @throws Exception counts as a problem, with its message
        Optional<String> problem() throws Exception;
    }

    /// Adds a check, or replaces the one of that name.
    ///
    /// @param name what is checked, in a few words, for example `production shop`
    void check(String name, Check check);
}
