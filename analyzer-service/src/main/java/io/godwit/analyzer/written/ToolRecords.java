package io.godwit.analyzer.written;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the tool a migration was written for learns that it has run: Godwit runs the statements, and the tool's own
/// record of what ran does not know. Commands and tables are those of the tools' documentation.
final class ToolRecords {
    private static final int MOST_NAMES = 5;

    private ToolRecords() {}

    /// A sentence for each tool.
    ///
    /// @param ups the migrations that run
    static List<String> notes(List<Script> ups) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        ups.stream()
                .filter(script -> !script.statements().isEmpty())
                .forEach(script -> names.merge(
                        script.tool(),
                        List.of(name(script)),
                        (some, more) -> Stream.concat(some.stream(), more.stream())
                                .distinct()
                                .toList()));
        return names.entrySet().stream()
                .map(entry -> "Once it is applied, " + teller(entry.getKey()) + " has to be told, or it runs "
                        + listed(entry.getValue()) + " again: " + how(entry.getKey(), entry.getValue()) + ".")
                .toList();
    }

    /// The first of them, and how many more there are.
    static String listed(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }

    private static String teller(String tool) {
        return tool.equals("numbered SQL") || tool.equals("up.sql and down.sql") ? "whatever runs it" : tool;
    }

    private static String how(String tool, List<String> names) {
        return switch (tool) {
            case "Prisma" ->
                names.stream()
                        .limit(MOST_NAMES)
                        .map(name -> "prisma migrate resolve --applied " + name)
                        .collect(Collectors.joining("; "));
            case "Django" -> "manage.py migrate " + names.getLast() + " --fake";
            case "Alembic" -> "alembic stamp with the last revision";
            case "TypeORM" -> "typeorm migration:run --fake, which records all that are pending";
            case "Flyway" ->
                "flyway migrate -skipExecutingMigrations=true, which records all that are pending, where the edition has"
                        + " it; else a row in flyway_schema_history";
            case "Liquibase" -> "liquibase changelog-sync, which records all that are pending";
            case "golang-migrate" -> "migrate force with the last version";
            case "node-pg-migrate" -> "node-pg-migrate up --fake";
            case "sql-migrate" -> "sql-migrate skip";
            case "dbmate" -> "a row in schema_migrations";
            case "goose" -> "a row in goose_db_version";
            case "MikroORM" -> "a row in mikro_orm_migrations";
            case "Sqitch" -> "sqitch deploy --log-only";
            case "MyBatis Migrations" -> "a row in changelog";
            case "Play evolutions" -> "a row in play_evolutions";
            case "rambler" -> "a row in migrations";
            case "tern" -> "the number in schema_version";
            case String _ -> "by a row in the table where it keeps what has run";
        };
    }

    private static String name(Script script) {
        String file = script.location().file();
        return switch (script.tool()) {
            case "Prisma" -> MigrationPaths.name(script.migration());
            // The app, as far as the folder tells, and the migration.
            case "Django" ->
                MigrationPaths.name(MigrationPaths.folder(MigrationPaths.folder(file))) + " "
                        + MigrationPaths.name(file).replaceFirst("\\.py$", "");
            case String _ -> MigrationPaths.name(file);
        };
    }
}
