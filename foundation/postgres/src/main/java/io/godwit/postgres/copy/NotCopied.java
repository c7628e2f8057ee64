package io.godwit.postgres.copy;

/// Something of production the copy does not have.
///
/// @param kind   what it is, for example `foreign table`
/// @param name   the object, as SQL names it
/// @param reason why, in PostgreSQL's words or ours
public record NotCopied(String kind, String name, String reason) {
    @Override
    public String toString() {
        return kind + " " + name + " (" + reason + ")";
    }
}
