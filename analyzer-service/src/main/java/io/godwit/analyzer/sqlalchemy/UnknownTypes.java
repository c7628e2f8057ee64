package io.godwit.analyzer.sqlalchemy;

/// What becomes of columns whose type is a class that no file defines.
enum UnknownTypes {
    /// They are gaps: what the database has is left alone.
    LEFT_ALONE,
    /// They have a type that is asked for, so that what is done with them can be told.
    ASKED
}
