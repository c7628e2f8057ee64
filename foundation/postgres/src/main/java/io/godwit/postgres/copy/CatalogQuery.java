package io.godwit.postgres.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The queries beside this class, with their two abbreviations written out: `OURS(schema)`, a schema that is neither
/// PostgreSQL's nor Godwit's, and `OWN(catalog, oid)`, an object that no extension brought.
final class CatalogQuery {
    private CatalogQuery() {}

    static String named(String name) {
        return text(name)
                .replaceAll("OURS\\(([^)]*)\\)", "($1 !~ '^pg_' AND $1 NOT IN ('information_schema', 'godwit'))")
                .replaceAll(
                        "OWN\\((\\w+), ([^)]*)\\)",
                        "NOT EXISTS (SELECT 1 FROM pg_depend extension_member WHERE extension_member.classid ="
                                + " '$1'::regclass AND extension_member.objid = $2 AND extension_member.deptype = 'e')");
    }

    private static String text(String name) {
        try (InputStream resource = CatalogQuery.class.getResourceAsStream(name + ".sql")) {
            if (resource == null) {
                throw new IllegalStateException("the query " + name + ".sql is missing from the jar");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
