package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import java.util.Locale;
import java.util.Optional;

/// What the catalog says of a name: that it is missing, or taken. Names that an earlier statement of the script
/// mentions
/// are left alone.
///
/// @param mentioned by the statements before
record CatalogNames(Setting setting, Mentioned mentioned) {

    Optional<String> noSchema(String schema) {
        return schema.startsWith("pg_temp") || schema.isEmpty()
                ? Optional.empty()
                : missing(schema, "pg_namespace where nspname = " + SqlName.literal(schema), "schema does not exist");
    }

    /// Of a table that got its name in this script the catalog knows nothing.
    Optional<String> missingOf(ObjectName table, String name, String from, String what) {
        return known(table.name()) ? missing(name, from, what) : Optional.empty();
    }

    Optional<String> missing(String name, String from, String what) {
        return known(name) && ask(from).map(there -> !there).orElse(false)
                ? Optional.of("\"" + name + "\" " + what)
                : Optional.empty();
    }

    Optional<String> present(String name, String from, boolean allowed, String message) {
        return !allowed && known(name) && ask(from).orElse(false) ? Optional.of(message) : Optional.empty();
    }

    private Optional<Boolean> ask(String from) {
        return setting.questions().anyRow("select 1 from " + from);
    }

    /// Whether the database's catalog says how it is with the name.
    boolean known(String name) {
        return !mentioned.contains(name);
    }

    static String regclass(ObjectName table) {
        return "to_regclass(" + SqlName.literal(table.sql()) + ")";
    }

    static String bare(String name) {
        return name.startsWith("\"") ? name.replace("\"", "") : name.toLowerCase(Locale.ROOT);
    }
}
