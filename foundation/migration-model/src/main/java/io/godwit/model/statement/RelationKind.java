package io.godwit.model.statement;

/// Kinds of relations that DROP tells apart.
public enum RelationKind {
    TABLE,
    VIEW,
    MATERIALIZED_VIEW,
    SEQUENCE;

    /// As SQL names it: `MATERIALIZED VIEW`.
    public String sql() {
        return name().replace('_', ' ');
    }
}
