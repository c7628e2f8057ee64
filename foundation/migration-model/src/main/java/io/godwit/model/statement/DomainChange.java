package io.godwit.model.statement;

import java.util.Optional;

/// A change of ALTER DOMAIN.
public sealed interface DomainChange {

    /// @param validated false if written `NOT VALID`
    record AddCheck(Optional<String> name, String expression, boolean validated) implements DomainChange {}

    record ValidateConstraint(String name) implements DomainChange {}

    record SetNotNull() implements DomainChange {}

    /// What reads no table: defaults, names, owners, dropped constraints.
    record Other(String text) implements DomainChange {}
}
