package io.godwit.analyzer.python;

import java.util.Optional;

/// What is known of names from outside of the project, such as `django.conf.settings.DEBUG`.
@FunctionalInterface
public interface ExternalValues {
    /// The value of a full name; empty if it is not known.
    Optional<Value> of(String dotted);

    /// Whether the name is known not to be there.
    default boolean isAbsent(String dotted) {
        return false;
    }
}
