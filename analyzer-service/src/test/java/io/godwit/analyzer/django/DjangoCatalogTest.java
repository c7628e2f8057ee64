package io.godwit.analyzer.django;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.Analysis;
import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.Outcome;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Action;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A project with every kind of field, option and constraint, in two states. `expected.sql` beside its files is what
/// Django 5.2 itself creates for them.
class DjangoCatalogTest {
    private static final Path PROJECTS = Path.of("src/test/resources/io/godwit/analyzer/django");

    private static final ProjectFacts FACTS = new ProjectFacts(Map.of("django.version", "5.2"));

    @Test
    void new_apps_become_the_tables_django_itself_creates() throws Exception {
        String sql = Files.readString(PROJECTS.resolve("first/expected.sql"));

        assertThat(migrated(ofContrib(sql), Map.of(), files("first"))).isEqualTo(created(sql));
    }

    @Test
    void changed_models_lead_from_what_django_made_of_the_old_to_what_it_makes_of_the_new() throws Exception {
        String before = Files.readString(PROJECTS.resolve("first/expected.sql"));
        String after = Files.readString(PROJECTS.resolve("second/expected.sql"));

        assertThat(migrated(before, files("first"), files("second"))).isEqualTo(created(after));
    }

    private static Map<String, List<String>> migrated(String sql, Map<String, String> before, Map<String, String> after)
            throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql.isBlank() ? "SELECT 1" : sql);
            Outcome outcome = Analysis.ofEveryLanguage(FACTS)
                    .of(changes(before, after), CatalogReader.read(connection), LiveTables.empty());
            assertThat(outcome).isInstanceOf(Outcome.Proposed.class);
            Outcome.Proposed proposed = (Outcome.Proposed) outcome;
            for (Step step : proposed.plan().steps()) {
                for (String forward : statements(step)) {
                    statement.execute(forward);
                }
            }
            return lines(CatalogReader.read(connection));
        }
    }

    private static List<String> statements(Step step) {
        return switch (step.action()) {
            case Action.RunSql run -> run.statements();
            case Action.BuildIndexConcurrently build -> List.of(build.statement());
            case Action.Backfill fill ->
                List.of("UPDATE " + fill.table().sql() + " SET " + fill.assignments() + " WHERE " + fill.condition());
        };
    }

    private static Map<String, List<String>> created(String sql) throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return lines(CatalogReader.read(connection));
        }
    }

    /// The order of columns is how the tables came to be.
    private static Map<String, List<String>> lines(Catalog catalog) {
        Map<String, List<String>> lines = new TreeMap<>();
        for (Table table : catalog.tables().values()) {
            lines.put(
                    table.name().name(),
                    Stream.of(
                                    table.columns().stream().sorted(Comparator.comparing(Column::name)),
                                    table.constraints().stream(),
                                    table.indexes().stream())
                            .flatMap(objects -> objects.map(Object::toString))
                            .toList());
        }
        return lines;
    }

    /// The tables of Django's own apps, which no migration of ours makes.
    private static String ofContrib(String sql) {
        return sql.lines()
                .filter(line ->
                        line.matches("(CREATE TABLE|ALTER TABLE|CREATE INDEX \"\\w+\" ON) \"(django_|auth_)\\w+\" .*"))
                .collect(Collectors.joining("\n"));
    }

    private static List<FileChange> changes(Map<String, String> before, Map<String, String> after) {
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        return paths.stream()
                .map(path -> new FileChange(
                        path, Optional.ofNullable(before.get(path)), Optional.ofNullable(after.get(path))))
                .toList();
    }

    private static Map<String, String> files(String project) throws IOException {
        Path root = PROJECTS.resolve(project);
        Map<String, String> files = new HashMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path :
                    paths.filter(each -> each.toString().endsWith(".py")).toList()) {
                files.put(root.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }
}
