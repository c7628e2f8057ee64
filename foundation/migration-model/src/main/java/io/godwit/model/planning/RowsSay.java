package io.godwit.model.planning;

/// What the rows of a table say to a demand on all of them.
public enum RowsSay {
    /// Each fulfils it.
    YES,
    /// Some row does not.
    NO,
    /// Nobody knows before it is tried.
    PERHAPS
}
