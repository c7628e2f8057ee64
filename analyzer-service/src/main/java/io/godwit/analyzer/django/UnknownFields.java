package io.godwit.analyzer.django;

/// What becomes of fields whose class no file defines.
enum UnknownFields {
    /// They are gaps: what the database has is left alone.
    LEFT_ALONE,
    /// Their columns have a type that is asked for, so that what is done with them can be told.
    ASKED
}
