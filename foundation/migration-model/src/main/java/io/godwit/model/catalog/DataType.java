package io.godwit.model.catalog;

/// A type with its modifiers, written as PostgreSQL's `format_type` prints it under an empty `search_path`:
/// `integer`, `character varying(20)`, `timestamp(3) without time zone`, `public."Role"`, `text[]`.
///
/// @param sql the print, which is also how the type is written in SQL
public record DataType(String sql) {
    public DataType {
        if (sql.isBlank()) {
            throw new IllegalArgumentException("a type has a name");
        }
    }

    /// The type of a user's own type, for example an enum.
    public static DataType of(ObjectName type) {
        return new DataType(QuotedWhereNeeded.name(type));
    }

    /// This type's array.
    public DataType array() {
        return new DataType(sql + "[]");
    }

    public boolean isArray() {
        return sql.endsWith("[]");
    }

    @Override
    public String toString() {
        return sql;
    }
}
