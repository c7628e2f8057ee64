package io.godwit.model.statement;

/// What a statement does with an object.
public enum Verb {
    CREATE,
    ALTER,
    DROP
}
