package io.godwit.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Step;
import io.godwit.model.planning.LiveTables;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a database looks like after a proposed migration, beside what a model tool's own SQL makes of another one: one
/// line for each column, constraint and index, by table.
public final class MigratedCatalog {
    private MigratedCatalog() {}

    /// The catalog of an empty database in which some SQL was run.
    public static Map<String, List<String>> created(String sql) throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return lines(CatalogReader.read(connection));
        }
    }

    /// The catalog after the migration that the change of files leads to.
    ///
    /// @param sql what makes the database as it is before
    public static Map<String, List<String>> migrated(
            String sql, Map<String, String> before, Map<String, String> after, ProjectFacts facts) throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql.isBlank() ? "SELECT 1" : sql);
            Outcome outcome = Analysis.ofEveryLanguage(facts)
                    .of(changes(before, after), CatalogReader.read(connection), LiveTables.empty());
            assertThat(outcome).isInstanceOf(Outcome.Proposed.class);
            for (Step step : ((Outcome.Proposed) outcome).plan().steps()) {
                for (String forward : step.action().statements()) {
                    statement.execute(forward);
                }
            }
            return lines(CatalogReader.read(connection));
        }
    }

    /// The Python below a folder, by path.
    public static Map<String, String> python(Path root) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path :
                    paths.filter(each -> each.toString().endsWith(".py")).toList()) {
                files.put(root.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }

    /// The order of columns is how the tables came to be.
    private static Map<String, List<String>> lines(Catalog catalog) {
        Map<String, List<String>> lines = new TreeMap<>();
        for (Table table : catalog.tables().values()) {
            lines.put(
                    table.name().toString(),
                    Stream.of(
                                    table.columns().stream().sorted(Comparator.comparing(Column::name)),
                                    table.constraints().stream(),
                                    table.indexes().stream())
                            .flatMap(objects -> objects.map(Object::toString))
                            .toList());
        }
        lines.put(
                "enums", catalog.enums().values().stream().map(Object::toString).toList());
        return lines;
    }

    private static List<FileChange> changes(Map<String, String> before, Map<String, String> after) {
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        return paths.stream()
                .map(path -> new FileChange(
                        path, Optional.ofNullable(before.get(path)), Optional.ofNullable(after.get(path))))
                .toList();
    }
}
