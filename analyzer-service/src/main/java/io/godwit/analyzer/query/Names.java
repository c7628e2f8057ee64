package io.godwit.analyzer.query;

import io.godwit.model.catalog.ObjectName;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.schema.Table;

/// Names as the catalog holds them: folded to lower case unless quoted.
final class Names {
    /// What migration tools keep their own record in; no model or migration makes it.
    private static final Set<String> RECORDS = Set.of(
            "__diesel_schema_migrations",
            "_prisma_migrations",
            "alembic_version",
            "ar_internal_metadata",
            "databasechangelog",
            "databasechangeloglock",
            "django_migrations",
            "flyway_schema_history",
            "goose_db_version",
            "gorp_migrations",
            "knex_migrations",
            "mikro_orm_migrations",
            "pgmigrations",
            "schema_migrations");

    private Names() {}

    static String folded(String written) {
        boolean quoted = written.length() > 1 && written.startsWith("\"") && written.endsWith("\"");
        return quoted
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written.toLowerCase(Locale.ROOT);
    }

    static ObjectName of(Table table) {
        String schema = table.getSchemaName();
        return new ObjectName(schema == null ? "public" : folded(schema), folded(table.getName()));
    }

    /// A name of PostgreSQL's own or a migration tool's, or one that only run time knows.
    static boolean isNoUserTable(ObjectName name) {
        return name.schema().equals("pg_catalog")
                || name.schema().equals("information_schema")
                || name.name().startsWith("pg_")
                || RECORDS.contains(name.name())
                || isUnknown(name.name())
                || isUnknown(name.schema());
    }

    /// Whether a name, or a part of it, is known only at run time.
    static boolean isUnknown(String name) {
        return name.contains(QueryText.UNKNOWN);
    }
}
