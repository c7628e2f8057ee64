package io.godwit.analyzer.query;

import io.godwit.model.catalog.ObjectName;
import java.util.Locale;
import net.sf.jsqlparser.schema.Table;

/// Names as the catalog holds them: folded to lower case unless quoted.
final class Names {
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

    /// A name of PostgreSQL's own, or one that only run time knows.
    static boolean isNoUserTable(ObjectName name) {
        return name.schema().equals("pg_catalog")
                || name.schema().equals("information_schema")
                || name.name().startsWith("pg_")
                || isUnknown(name.name())
                || isUnknown(name.schema());
    }

    /// Whether a name, or a part of it, is known only at run time.
    static boolean isUnknown(String name) {
        return name.contains(QueryText.UNKNOWN);
    }
}
