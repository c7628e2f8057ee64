package io.godwit.analyzer.written;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.Analysis;
import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.Outcome;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What Django 5.2 itself made of operations like these in an empty database is what they expect.
class DjangoMigrationsTest {
    private static final String IMPORTS = """
            from django.conf import settings
            from django.contrib.postgres.operations import AddIndexConcurrently, TrigramExtension
            from django.db import migrations, models
            import django.db.models.deletion
            """;

    private static final String FIRST = IMPORTS + """
            class Migration(migrations.Migration):
                initial = True
                dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
                operations = [
                    migrations.CreateModel(name='Author', fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=50)),
                    ]),
                    migrations.CreateModel(name='Book', fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        ('title', models.CharField(max_length=50)),
                        ('author', models.ForeignKey(on_delete=models.CASCADE, to='library.author')),
                        ('tags', models.ManyToManyField(to='library.author', related_name='+')),
                    ]),
                    migrations.AddIndex('book', models.Index(fields=['title'], name='by_title')),
                ]
            """;

    private static final String MODELS = """
            from django.db import models
            class Author(models.Model):
                id = models.BigAutoField(primary_key=True)
                name = models.CharField(max_length=50)
            class Book(models.Model):
                id = models.BigAutoField(primary_key=True)
                title = models.CharField(max_length=50)
                author = models.ForeignKey(Author, models.CASCADE)
                tags = models.ManyToManyField(Author, related_name='+')
                class Meta:
                    indexes = [models.Index(fields=['title'], name='by_title')]
            """;

    private static Outcome outcome(String operations) {
        return outcome(operations, MODELS);
    }

    private static Outcome outcome(String operations, String models) {
        List<FileChange> files = new ArrayList<>();
        files.add(unchanged("library/migrations/0001_initial.py", FIRST));
        files.add(new FileChange(
                "library/migrations/0002_change.py",
                Optional.empty(),
                Optional.of(IMPORTS + "class Migration(migrations.Migration):\n    dependencies = [('library',"
                        + " '0001_initial')]\n    operations = [\n" + operations.indent(8) + "    ]\n")));
        files.add(new FileChange("library/models.py", Optional.of(MODELS), Optional.of(models)));
        return Analysis.ofEveryLanguage(ProjectFacts.none()).withoutDatabase(files);
    }

    private static FileChange unchanged(String path, String text) {
        return new FileChange(path, Optional.of(text), Optional.of(text));
    }

    private static List<String> sql(String operations) {
        return ((Outcome.Proposed) outcome(operations))
                .plan().steps().stream().map(DjangoMigrationsTest::sql).toList();
    }

    private static String sql(Step step) {
        return step.phase() + " "
                + switch (step.action()) {
                    case Action.RunSql run -> String.join("; ", run.statements());
                    case Action.BuildIndexConcurrently build -> build.statement();
                    case Action other -> other.toString();
                };
    }

    @Test
    void a_new_field_gives_existing_rows_its_default_which_goes_after_the_old_code() {
        assertThat(sql("migrations.AddField('book', 'pages', models.IntegerField(default=1)),"))
                .containsExactly(
                        "EXPAND ALTER TABLE \"public\".\"library_book\" ADD COLUMN \"pages\" integer NOT NULL DEFAULT 1",
                        "CONTRACT ALTER TABLE \"public\".\"library_book\" ALTER COLUMN \"pages\" DROP DEFAULT");
    }

    @Test
    void renames_are_renames_and_nothing_is_asked() {
        Outcome.Proposed proposed = (Outcome.Proposed) outcome("""
                migrations.RenameField('book', 'title', 'name'),
                migrations.RenameModel('Author', 'Writer'),
                migrations.RenameIndex('book', new_name='by_name', old_name='by_title'),
                """);
        assertThat(proposed.plan().steps())
                .extracting(DjangoMigrationsTest::sql)
                .containsExactly(
                        "EXPAND ALTER TABLE \"public\".\"library_book\" RENAME COLUMN \"title\" TO \"name\"",
                        "EXPAND ALTER TABLE \"public\".\"library_author\" RENAME TO \"library_writer\"",
                        "EXPAND ALTER TABLE \"public\".\"library_book_tags\" RENAME COLUMN \"author_id\" TO \"writer_id\"",
                        "EXPAND ALTER TABLE \"public\".\"library_book\" RENAME CONSTRAINT"
                                + " \"library_book_author_id_d9a3b67e_fk_library_author_id\" TO"
                                + " \"library_book_author_id_d9a3b67e_fk_library_writer_id\"",
                        "EXPAND ALTER TABLE \"public\".\"library_book_tags\" RENAME CONSTRAINT"
                                + " \"library_book_tags_author_id_0a591606_fk_library_author_id\" TO"
                                + " \"library_book_tags_writer_id_f9dbb910_fk_library_writer_id\"",
                        "EXPAND ALTER INDEX \"public\".\"by_title\" RENAME TO \"by_name\"");
        assertThat(proposed.questions()).isEmpty();
        assertThat(proposed.changes().getFirst().kind()).isEqualTo("rename-column");
    }

    @Test
    void a_field_that_becomes_required_fills_its_rows_first() {
        assertThat(sql("""
                migrations.AddField('book', 'note', models.TextField(null=True)),
                migrations.AlterField('book', 'note', models.TextField(default='-')),
                """))
                .containsExactly(
                        "EXPAND ALTER TABLE \"public\".\"library_book\" ADD COLUMN \"note\" text",
                        "MIGRATE UPDATE \"public\".\"library_book\" SET \"note\" = '-'::text WHERE \"note\" IS NULL",
                        "CONTRACT ALTER TABLE \"public\".\"library_book\" ALTER COLUMN \"note\" SET NOT NULL");
    }

    @Test
    void what_only_changes_django_changes_nothing() {
        assertThat(outcome("""
                migrations.AlterModelOptions('book', options={'ordering': ['title']}),
                migrations.AlterField('book', 'title', models.CharField(max_length=50, help_text='shown')),
                migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField('book', 'title')]),
                migrations.RunPython(migrations.RunPython.noop),
                """)).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void a_function_without_a_body_is_nothing_to_ask_about() {
        FileChange migration = new FileChange("shop/migrations/0001_initial.py", Optional.empty(), Optional.of("""
                from django.db import migrations, models

                def noop(apps, schema_editor):
                    "Only the way back does something."
                    pass

                class Migration(migrations.Migration):
                    operations = [
                        migrations.RunPython(noop, noop),
                        migrations.CreateModel('Item', [('id', models.AutoField(primary_key=True))]),
                    ]
                """));
        assertThat(Analysis.ofEveryLanguage(ProjectFacts.none()).withoutDatabase(List.of(migration)))
                .isInstanceOfSatisfying(
                        Outcome.Proposed.class,
                        proposed -> assertThat(proposed.questions()).isEmpty());
    }

    @Test
    void an_apps_first_migration_may_be_named_by_its_place() {
        FileChange later = new FileChange("a_shop/migrations/0001_initial.py", Optional.empty(), Optional.of("""
                from django.db import migrations, models

                class Migration(migrations.Migration):
                    dependencies = [('tokens', '__first__')]
                    operations = [migrations.CreateModel('Item', [
                        ('id', models.AutoField(primary_key=True)),
                        ('token', models.ForeignKey('tokens.Token', on_delete=models.CASCADE)),
                    ])]
                """));
        FileChange first = new FileChange("tokens/migrations/0001_start.py", Optional.empty(), Optional.of("""
                from django.db import migrations, models

                class Migration(migrations.Migration):
                    operations = [migrations.CreateModel('Token', [('id', models.AutoField(primary_key=True))])]
                """));
        assertThat(Analysis.ofEveryLanguage(ProjectFacts.none()).withoutDatabase(List.of(later, first)))
                .isInstanceOfSatisfying(Outcome.Proposed.class, proposed -> {
                    assertThat(proposed.questions()).isEmpty();
                    assertThat(proposed.plan().steps().getFirst().title()).contains("tokens_token");
                });
    }

    @Test
    void python_code_is_named_and_asked_about_and_the_rest_goes_on() {
        Outcome.Proposed proposed = (Outcome.Proposed) outcome("""
                migrations.RunPython(fill),
                TrigramExtension(),
                AddIndexConcurrently('author', models.Index(fields=['-name'], name='by_name')),
                migrations.RunSQL("UPDATE library_author SET name = 'x;y'", "SELECT 1"),
                """);
        assertThat(proposed.questions()).singleElement().satisfies(asked -> {
            assertThat(asked.question().text()).contains("the Python function fill");
            assertThat(asked.location()).hasToString("library/migrations/0002_change.py:8");
        });
        assertThat(proposed.plan().steps())
                .extracting(DjangoMigrationsTest::sql)
                .containsExactly(
                        "EXPAND CREATE EXTENSION IF NOT EXISTS \"pg_trgm\"",
                        "EXPAND CREATE INDEX CONCURRENTLY \"by_name\" ON \"public\".\"library_author\" (\"name\" DESC)",
                        "MIGRATE UPDATE library_author SET name = 'x;y'");
    }

    @Test
    void what_the_models_need_besides_is_said() {
        Outcome outcome = outcome(
                "migrations.AddField('book', 'pages', models.IntegerField(default=1)),",
                MODELS.replace("class Book", "    born = models.DateField(null=True)\nclass Book"));
        assertThat(outcome.notes())
                .containsExactly(
                        "Missing in the migration: library/models.py:5: the models say: library_author has a new column"
                                + " born (date).",
                        "Not in the models: library/migrations/0002_change.py:8: the migration says: library_book has a"
                                + " new column pages (integer, required).",
                        "Once it is applied, Django has to be told, or it runs library 0002_change again: manage.py"
                                + " migrate library 0002_change --fake.");
    }

    @Test
    void a_class_of_somebody_else_is_a_question() {
        Outcome outcome = outcome("pgtrigger.migrations.AddTrigger(model_name='book'),");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Undecided.class,
                        undecided -> assertThat(undecided
                                        .questions()
                                        .getFirst()
                                        .question()
                                        .text())
                                .contains("pgtrigger.migrations.AddTrigger"));
    }

    @Test
    void a_table_whose_name_is_only_known_at_run_time_is_asked_about() {
        Outcome outcome = outcome("""
                migrations.AlterModelTable(name='author', table=settings.AUTHORS),
                migrations.AddField('author', 'age', models.IntegerField(null=True)),
                migrations.CreateModel(name='Shelf', fields=[('id', models.AutoField(primary_key=True))],
                                       options={'db_table': settings.SHELVES}),
                migrations.AddField('book', 'pages', models.IntegerField(null=True)),
                """);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Proposed.class, proposed -> {
            assertThat(proposed.questions())
                    .extracting(asked -> asked.location().line())
                    .containsExactly(8, 9, 10);
            assertThat(proposed.questions())
                    .allSatisfy(asked -> assertThat(asked.question().text())
                            .contains("has a name that is only known when the program runs"));
            assertThat(proposed.plan().steps())
                    .extracting(DjangoMigrationsTest::sql)
                    .containsExactly("EXPAND ALTER TABLE \"public\".\"library_book\" ADD COLUMN \"pages\" integer");
        });
    }
}
