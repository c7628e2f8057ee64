package io.godwit.model.catalog;

import java.util.Locale;

/// The kinds of [SchemaObject]. The key is PostgreSQL's own word for the kind where it has one
/// (`pg_identify_object`), so that its dependencies can be followed.
public enum ObjectKind {
    SEQUENCE("sequence"),
    SEQUENCE_OWNER("sequence owner"),
    IDENTITY_OPTIONS("identity options"),
    DOMAIN("type"),
    DOMAIN_CONSTRAINT("domain constraint"),
    COMPOSITE_TYPE("type"),
    RANGE_TYPE("type"),
    FUNCTION("function"),
    PROCEDURE("procedure"),
    VIEW("view"),
    VIEW_COLUMN_DEFAULT("default value"),
    MATERIALIZED_VIEW("materialized view"),
    MATERIALIZED_VIEW_INDEX("index"),
    RULE("rule"),
    TRIGGER("trigger"),
    ROW_SECURITY("row security"),
    POLICY("policy"),
    STATISTICS("statistics object"),
    NOT_NULL_NAME("not null name"),
    PARTITION("partition"),
    INDEX_PARTITION("index partition"),
    REPLICA_IDENTITY("replica identity"),
    STORAGE_PARAMETER("storage parameter"),
    UNLOGGED("unlogged"),
    COMMENT("comment");

    private final String key;

    ObjectKind(String key) {
        this.key = key;
    }

    /// Names an object of this kind among all of its database.
    public String keyOf(String identity) {
        return key + " " + identity;
    }

    /// Whether columns may be of it.
    public boolean isType() {
        return this == DOMAIN || this == COMPOSITE_TYPE || this == RANGE_TYPE;
    }

    /// In plain words: `materialized view`.
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
