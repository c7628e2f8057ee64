package io.godwit.model.catalog;

import io.godwit.model.SqlName;
import java.util.Set;

/// Prints names as PostgreSQL's `quote_identifier` does: quoted only where they would not be read back the same
/// without.
public final class QuotedWhereNeeded {
    /// Keywords PostgreSQL quotes even where they are plain lower-case words: all but the unreserved ones
    /// (read with `pg_get_keywords()` where `catcode <> 'U'`, those of PostgreSQL 14 to 18 together).
    private static final Set<String> KEYWORDS = Set.of("""
            all analyse analyze and any array as asc asymmetric authorization between bigint binary bit
            boolean both case cast char character check coalesce collate collation column concurrently
            constraint create cross current_catalog current_date current_role current_schema current_time
            current_timestamp current_user dec decimal default deferrable desc distinct do else end except
            exists extract false fetch float for foreign freeze from full grant greatest group grouping
            having ilike in initially inner inout int integer intersect interval into is isnull join json
            json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar
            json_serialize json_table json_value lateral leading least left like limit localtime
            localtimestamp merge_action national natural nchar none normalize not notnull null nullif
            numeric offset on only or order out outer overlaps overlay placing position precision primary
            real references returning right row select session_user setof similar smallint some substring
            symmetric system_user table tablesample then time timestamp to trailing treat trim true union
            unique user using values varchar variadic verbose when where window with xmlattributes
            xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize
            xmltable
            """.strip().split("\\s+"));

    private QuotedWhereNeeded() {}

    /// A name with its schema.
    public static String name(ObjectName name) {
        return identifier(name.schema()) + "." + identifier(name.name());
    }

    /// A single name.
    public static String identifier(String identifier) {
        return identifier.matches("[a-z_][a-z0-9_]*") && !KEYWORDS.contains(identifier)
                ? identifier
                : SqlName.quoted(identifier);
    }
}
