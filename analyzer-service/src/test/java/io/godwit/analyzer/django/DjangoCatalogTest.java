package io.godwit.analyzer.django;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.MigratedCatalog;
import io.godwit.analyzer.model.ProjectFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A project with every kind of field, option and constraint, in two states. `expected.sql` beside its files is what
/// Django 5.2 itself creates for them.
class DjangoCatalogTest {
    private static final Path FIRST = Path.of("src/test/resources/io/godwit/analyzer/django/first");

    private static final Path SECOND = FIRST.resolveSibling("second");

    private static final ProjectFacts FACTS = new ProjectFacts(Map.of("django.version", "5.2"));

    @Test
    void new_apps_become_the_tables_django_itself_creates() throws Exception {
        String sql = Files.readString(FIRST.resolve("expected.sql"));

        assertThat(MigratedCatalog.migrated(ofContrib(sql), Map.of(), MigratedCatalog.python(FIRST), FACTS))
                .isEqualTo(MigratedCatalog.created(sql));
    }

    @Test
    void changed_models_lead_from_what_django_made_of_the_old_to_what_it_makes_of_the_new() throws Exception {
        String before = Files.readString(FIRST.resolve("expected.sql"));
        String after = Files.readString(SECOND.resolve("expected.sql"));

        assertThat(MigratedCatalog.migrated(
                        before, MigratedCatalog.python(FIRST), MigratedCatalog.python(SECOND), FACTS))
                .isEqualTo(MigratedCatalog.created(after));
    }

    /// The tables of Django's own apps, which no migration of ours makes.
    private static String ofContrib(String sql) {
        return sql.lines()
                .filter(line ->
                        line.matches("(CREATE TABLE|ALTER TABLE|CREATE INDEX \"\\w+\" ON) \"(django_|auth_)\\w+\" .*"))
                .collect(Collectors.joining("\n"));
    }
}
