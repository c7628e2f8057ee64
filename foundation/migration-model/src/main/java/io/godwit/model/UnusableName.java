package io.godwit.model;

/// A name or text PostgreSQL cannot store: the input's fault.
public final class UnusableName extends IllegalArgumentException {
    UnusableName(String what) {
        super(what);
    }
}
