package io.godwit.analyzer.django;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.MigratedCatalog;
import io.godwit.analyzer.model.ProjectFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Projects with every kind of field, option and constraint, each in two states: one as the documentation writes
/// models,
/// and one, `platform`, as large projects do, with fields of their own, mixins, computed constraints and settings.
/// `expected.sql` beside the files of a state is what Django 5.2 itself creates for them.
class DjangoCatalogTest {
    private static final Path PROJECTS = Path.of("src/test/resources/io/godwit/analyzer/django");

    private static final ProjectFacts FACTS = new ProjectFacts(Map.of("django.version", "5.2"));

    @ParameterizedTest
    @ValueSource(strings = {"", "platform"})
    void new_apps_become_the_tables_django_itself_creates(String project) throws Exception {
        Path first = PROJECTS.resolve(project).resolve("first");
        String sql = Files.readString(first.resolve("expected.sql"));

        assertThat(MigratedCatalog.migrated(ofContrib(sql), Map.of(), MigratedCatalog.python(first), FACTS))
                .isEqualTo(MigratedCatalog.created(sql));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "platform"})
    void changed_models_lead_from_what_django_made_of_the_old_to_what_it_makes_of_the_new(String project)
            throws Exception {
        Path first = PROJECTS.resolve(project).resolve("first");
        Path second = PROJECTS.resolve(project).resolve("second");
        String before = Files.readString(first.resolve("expected.sql"));
        String after = Files.readString(second.resolve("expected.sql"));

        assertThat(MigratedCatalog.migrated(
                        before, MigratedCatalog.python(first), MigratedCatalog.python(second), FACTS))
                .isEqualTo(MigratedCatalog.created(after));
    }

    /// The tables of Django's own apps, which no migration of ours makes.
    private static String ofContrib(String sql) {
        return sql.lines()
                .filter(
                        line -> line.matches(
                                "CREATE EXTENSION.*|(CREATE TABLE|ALTER TABLE|CREATE INDEX \"\\w+\" ON) \"(django_|auth_)\\w+\" .*"))
                .collect(Collectors.joining("\n"));
    }
}
