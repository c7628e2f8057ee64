package io.godwit.postgres.copy;

/// One statement that makes one object on the copy.
///
/// @param name the object, as SQL names it
record Definition(ObjectKind kind, String name, String statement) {}
