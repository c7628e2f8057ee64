package io.godwit.analyzer.typeorm;

/// The type a column is given, before PostgreSQL's name for it is known.
sealed interface WrittenType {
    /// A name TypeORM knows: `varchar`, `timestamptz`, `simple-json`.
    record Named(String name) implements WrittenType {}

    /// What TypeORM would refuse, or what could not be followed.
    ///
    /// @param why in a few words, to be put after "because"
    record NotKnown(String why) implements WrittenType {}

    /// None given.
    record Absent() implements WrittenType {}
}
