package io.godwit.model.planning;

/// What a catalog is known from.
public enum Knowledge {
    /// The database was asked: what it does not say is not there.
    OF_DATABASE,
    /// The models of a revision, which need not say all.
    OF_MODELS
}
