package io.godwit.analyzer;

import io.godwit.analyzer.written.ForeignDialect;
import io.godwit.analyzer.written.MigrationPaths;
import io.godwit.analyzer.written.SchemaSqlLanguage;
import io.godwit.analyzer.written.WrittenMigrations;
import java.util.Optional;
import java.util.regex.Pattern;

/// SQL that changes a schema, in a file of which nothing says what it is for.
final class StraySql {
    private static final Pattern DEFINITION = Pattern.compile(
            "(?im)^\\s*(?:CREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:UNLOGGED\\s+)?"
                    + "(?:TABLE|TYPE|DOMAIN|SCHEMA|SEQUENCE|(?:UNIQUE\\s+)?INDEX|(?:MATERIALIZED\\s+)?VIEW|FUNCTION|PROCEDURE|TRIGGER|POLICY)"
                    + "|ALTER\\s+(?:TABLE|TYPE|INDEX|SEQUENCE|DOMAIN)|DROP\\s+(?:TABLE|TYPE|INDEX|VIEW|SEQUENCE|FUNCTION|TRIGGER))\\b");

    private StraySql() {}

    /// What the file looks like; empty if it is read, is for another database or for no production, or defines nothing.
    static Optional<String> in(String path, String text) {
        boolean stray = MigrationPaths.isForProduction(path)
                && !MigrationPaths.isForAnotherDatabase(path)
                && !new SchemaSqlLanguage().reads(path)
                && DEFINITION.matcher(text).find()
                && ForeignDialect.of(text).isEmpty()
                && !WrittenMigrations.isNamedAsMigration(path)
                && !WrittenMigrations.isMarkedAsMigration(text);
        return stray
                ? Optional.of(
                        "SQL that changes a schema, in a file whose name says neither that it is a migration nor that it"
                                + " is the schema (call it schema.sql, or put a version into its name and it into a folder migrations)")
                : Optional.empty();
    }
}
