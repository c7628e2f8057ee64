package io.godwit.analyzer.written;

import io.godwit.postgres.usage.QueryStatistics;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads the tools' own records of what ran, each when it is first asked for. Only tables of the tool's default name
/// are known: one on the search path, else the only one there is.
public final class RecordedMigrations implements ToolHistory {
    private static final String NO_RIGHT = "42501";

    private final Connection connection;
    private final Map<String, Recorded> tools = new HashMap<>();
    private final Set<String> notes = new TreeSet<>();

    /// @param connection in autocommit mode
    public RecordedMigrations(Connection connection) {
        this.connection = connection;
    }

    /// A tool's table and how to read it. Columns and meanings are those of the tools' documentation.
    ///
    /// @param select what it calls a migration that ran, from the table given as `%s`
    private record Source(String table, String select) {
        private static Optional<Source> of(String tool) {
            return switch (tool) {
                case "Flyway" ->
                    source("flyway_schema_history", "version FROM %s WHERE success AND version IS NOT NULL");
                case "Liquibase" -> source("databasechangelog", "author || ':' || id FROM %s");
                case "golang-migrate" ->
                    source("schema_migrations", "version - CASE WHEN dirty THEN 1 ELSE 0 END FROM %s");
                case "dbmate" -> source("schema_migrations", "version FROM %s");
                case "goose" ->
                    source(
                            "goose_db_version",
                            "version_id FROM (SELECT DISTINCT ON (version_id) version_id, is_applied FROM %s"
                                    + " ORDER BY version_id, id DESC) last WHERE is_applied");
                case "sql-migrate" -> source("gorp_migrations", "id FROM %s");
                case "node-pg-migrate" -> source("pgmigrations", "name FROM %s");
                case "Prisma" ->
                    source(
                            "_prisma_migrations",
                            "migration_name FROM %s WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL");
                case "Django" -> source("django_migrations", "app || '.' || name FROM %s");
                case "Alembic" -> source("alembic_version", "version_num FROM %s");
                case "TypeORM" -> source("migrations", "\"timestamp\" FROM %s WHERE name IS NOT NULL");
                case "MikroORM" -> source("mikro_orm_migrations", "name FROM %s");
                case "up.sql and down.sql" -> source("__diesel_schema_migrations", "version FROM %s");
                case String _ -> Optional.empty();
            };
        }

        private static Optional<Source> source(String table, String select) {
            return Optional.of(new Source(table, "SELECT " + select));
        }
    }

    /// What a tool's table says.
    private record Recorded(String table, Set<String> names) {
        private static final Recorded NOTHING = new Recorded("", Set.of());
    }

    @Override
    public Answer of(Script script) {
        if (script.recorded().isEmpty()) {
            return Answer.NO;
        }
        Recorded recorded = tools.computeIfAbsent(script.tool(), this::read);
        boolean ran = script.tool().equals("golang-migrate")
                ? recorded.names().stream().anyMatch(last -> reaches(last, script.recorded()))
                : script.recorded().stream().anyMatch(recorded.names()::contains);
        return ran ? new Answer(recorded.table(), true) : Answer.NO;
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /// golang-migrate records the last version only.
    private static boolean reaches(String last, Set<String> versions) {
        return versions.stream().anyMatch(version -> new BigInteger(last).compareTo(new BigInteger(version)) >= 0);
    }

    private Recorded read(String tool) {
        return Source.of(tool).map(source -> read(tool, source)).orElse(Recorded.NOTHING);
    }

    private Recorded read(String tool, Source source) {
        try {
            Optional<String> table = table(source.table());
            return table.isEmpty()
                    ? Recorded.NOTHING
                    : new Recorded(source.table(), names(tool, String.format(source.select(), table.get())));
        } catch (SQLException problem) {
            // Another program's table of that name has other columns.
            if (NO_RIGHT.equals(problem.getSQLState())) {
                notes.add("What has run already is not known from " + source.table() + ", which the role may not read;"
                        + " grant SELECT on it, and migrations it lists are left out.");
            }
            return Recorded.NOTHING;
        }
    }

    private Optional<String> table(String name) throws SQLException {
        List<String> elsewhere = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                QueryStatistics.own(
                        "SELECT oid::regclass::text, pg_table_is_visible(oid) FROM pg_class"
                                + " WHERE relname = ? AND relkind IN ('r', 'p', 'v') AND NOT pg_is_other_temp_schema(relnamespace)"))) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getBoolean(2)) {
                        return Optional.of(rows.getString(1));
                    }
                    elsewhere.add(rows.getString(1));
                }
            }
        }
        return elsewhere.size() == 1 ? Optional.of(elsewhere.getFirst()) : Optional.empty();
    }

    private Set<String> names(String tool, String query) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QueryStatistics.own(query))) {
            while (rows.next()) {
                Optional.ofNullable(rows.getString(1)).ifPresent(name -> names.add(spelled(tool, name)));
            }
        }
        return names;
    }

    private static String spelled(String tool, String name) {
        return switch (tool) {
            case "Flyway" -> ToolHistory.flywayVersion(name);
            case "dbmate", "goose", "up.sql and down.sql" ->
                MigrationPaths.leadingNumber(name).orElse(name);
            case String _ -> name;
        };
    }
}
