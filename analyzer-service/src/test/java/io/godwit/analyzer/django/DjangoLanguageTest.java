package io.godwit.analyzer.django;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DjangoLanguageTest {
    private static final String IMPORT = "from django.db import models\n";

    @Test
    void a_metaclass_of_six_and_a_field_made_while_the_program_runs_are_named() {
        DesiredSchema schema = read(file("zoo/models.py", IMPORT + """
                import six
                from importlib import import_module
                from django.db.models.base import ModelBase
                Slug = getattr(import_module("slugs"), "SlugField")
                class NameField(Slug):
                    pass
                class Stamping(ModelBase):
                    def __new__(mcs, name, bases, attrs):
                        made = super().__new__(mcs, name, bases, attrs)
                        made.add_to_class("stamp", models.DateField())
                        return made
                class Animal(six.with_metaclass(Stamping, models.Model)):
                    name = NameField()
                """));

        assertThat(schema.gaps())
                .extracting(Gap::what)
                .satisfiesExactlyInAnyOrder(
                        gap -> assertThat(gap).contains("Animal", "Stamping (zoo/models.py:8)"),
                        gap -> assertThat(gap).contains("Animal.name", "NameField"));
    }

    @Test
    void the_user_of_a_file_of_tests_is_no_user_of_the_project() {
        DesiredSchema schema = read(file("zoo/models.py", IMPORT + """
                        from django.conf import settings
                        class Keeper(models.Model):
                            user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
                        """), file("zoo/tests.py", """
                        from django.contrib.auth.models import AbstractUser
                        class OtherUser(AbstractUser):
                            pass
                        """));

        assertThat(schema.catalog()
                        .table(ObjectName.inPublic("zoo_keeper"))
                        .orElseThrow()
                        .columns())
                .extracting(Column::name)
                .contains("user_id");
        assertThat(new DjangoLanguage().reads("zoo/tests.py")).isFalse();
    }

    @Test
    void the_settings_of_an_apps_tests_say_nothing_of_the_project() {
        DesiredSchema schema = read(
                file("project/settings.py", "SITE_ID = 1\n"),
                file("zoo/testapp/testsettings.py", "AUTH_USER_MODEL = 'testapp.CustomUser'\n"),
                file("zoo/models.py", IMPORT + """
                        from django.conf import settings
                        class Keeper(models.Model):
                            user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
                        """));

        assertThat(schema.catalog()
                        .table(ObjectName.inPublic("zoo_keeper"))
                        .orElseThrow()
                        .constraints())
                .filteredOn(Constraint.ForeignKey.class::isInstance)
                .extracting(key -> ((Constraint.ForeignKey) key).referencedTable())
                .containsExactly(ObjectName.inPublic("auth_user"));
    }

    @Test
    void what_gives_a_model_fields_from_elsewhere_is_read_or_named() {
        DesiredSchema schema = read(file("zoo/models.py", IMPORT + """
                from django.db.models.base import ModelBase
                from simple_history.models import HistoricalRecords
                from mptt.models import MPTTModel
                class Stamping(ModelBase):
                    def __new__(mcs, name, bases, attrs):
                        made = super().__new__(mcs, name, bases, attrs)
                        made.add_to_class("stamp", models.DateField())
                        return made
                class Animal(models.Model, metaclass=Stamping):
                    pass
                class Cage(models.Model):
                    history = HistoricalRecords()
                class Genus(MPTTModel):
                    class MPTTMeta:
                        left_attr = "links"
                Cage.add_to_class("nick", models.CharField(max_length=7, db_collation="C"))
                """));

        assertThat(schema.gaps())
                .extracting(Gap::what)
                .satisfiesExactlyInAnyOrder(
                        gap -> assertThat(gap).contains("Animal", "Stamping (zoo/models.py:5)"),
                        gap -> assertThat(gap).contains("Cage", "HistoricalRecords"));
        assertThat(column(schema, "zoo_cage", "nick").type().sql())
                .isEqualTo("character varying(7) COLLATE pg_catalog.\"C\"");
        assertThat(column(schema, "zoo_genus", "links").type().sql()).isEqualTo("integer");
    }

    @Test
    void the_label_of_an_app_is_its_configuration_s_else_its_folder() {
        DesiredSchema schema = read(
                file("src/shop/models.py", IMPORT + "class Tree(models.Model):\n    pass\n"),
                file("src/parks/models/trees.py", IMPORT + "class Tree(models.Model):\n    pass\n"),
                file(
                        "src/parks/apps.py",
                        "from django.apps import AppConfig\nclass ParksConfig(AppConfig):\n    name = 'parks'\n"
                                + "    label = 'green'\n"));

        assertThat(tables(schema)).containsExactlyInAnyOrder("shop_tree", "green_tree");
    }

    @Test
    void a_key_nobody_declares_is_the_field_its_app_names() {
        DesiredSchema schema = read(
                file("shop/models/sales/tree.py", IMPORT + "class Tree(models.Model):\n    pass\n"),
                file(
                        "shop/apps.py",
                        "from django.apps import AppConfig\nclass ShopConfig(AppConfig):\n    name = 'shop'\n"
                                + "    default_auto_field = 'django.db.models.SmallAutoField'\n"),
                file("parks/models.py", IMPORT + "class Park(models.Model):\n    pass\n"),
                file("settings.py", "DEFAULT_AUTO_FIELD = 'parks.fields.Key'\n"),
                file("parks/fields.py", IMPORT + "class Key(models.BigAutoField):\n    pass\n"));

        assertThat(column(schema, "shop_tree", "id").type().sql()).isEqualTo("smallint");
        assertThat(column(schema, "parks_park", "id").type().sql()).isEqualTo("bigint");
    }

    @Test
    void a_setting_that_no_settings_mention_has_the_default_the_code_gives_it() {
        SourceFile model = file("a/models.py", IMPORT + """
                from django.conf import settings
                class Tree(models.Model):
                    name = models.CharField(max_length=getattr(settings, "TREE_NAME", 70))
                """);

        assertThat(column(read(model, file("settings.py", "DEBUG = False\n")), "a_tree", "name")
                        .type()
                        .sql())
                .isEqualTo("character varying(70)");
        assertThat(column(read(model, file("settings.py", "TREE_NAME = 5\n")), "a_tree", "name")
                        .type()
                        .sql())
                .isEqualTo("character varying(5)");
        assertThat(read(model).gaps()).extracting(Gap::what).first().asString().contains("max_length");
    }

    @Test
    void versions_before_4_1_use_serial_and_later_ones_identity() {
        SourceFile model = file("a/models.py", IMPORT + "class Tree(models.Model):\n    pass\n");

        assertThat(column(read(model, file("requirements.txt", "Django==3.2.25\n")), "a_tree", "id")
                        .generation())
                .isInstanceOf(Column.Generation.Serial.class);
        assertThat(column(read(model, file("requirements.txt", "django>=4.2,<5\n")), "a_tree", "id")
                        .generation())
                .isEqualTo(new Column.Generation.Identity(false));
        assertThat(column(read(model, file("pyproject.toml", "dependencies = [\n  \"django~=6.0\"\n]")), "a_tree", "id")
                        .type()
                        .sql())
                .isEqualTo("bigint");
    }

    @Test
    void a_field_of_an_unknown_class_is_a_gap_that_names_it_and_the_rest_is_read() {
        DesiredSchema schema = read(file("a/models.py", IMPORT + """
                from strange.fields import ColourField
                class Tree(models.Model):
                    height = models.IntegerField()
                    colour = ColourField()
                """));

        assertThat(schema.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.table()).contains(ObjectName.inPublic("a_tree"));
            assertThat(gap.location()).isEqualTo(new SourceLocation("a/models.py", 5));
            assertThat(gap.what()).contains("Tree.colour").contains("strange.fields.ColourField");
        });
        assertThat(table(schema, "a_tree").columns()).extracting(Column::name).containsExactly("id", "height");
    }

    @Test
    void a_table_no_file_declares_is_looked_up_in_the_database() {
        Table live = new Table(
                ObjectName.inPublic("other_thing"),
                List.of(Column.of("code", "character varying(9)", false)),
                List.of(new Constraint.PrimaryKey("other_thing_pkey", List.of("code"))),
                List.of());
        SourceFile model = file("a/models.py", IMPORT + """
                class Tree(models.Model):
                    thing = models.ForeignKey("other.Thing", on_delete=models.CASCADE)
                """);

        DesiredSchema schema = new DjangoLanguage()
                .read(
                        List.of(model),
                        ProjectFacts.none().withLive(Catalog.of(Set.of(), Set.of(), List.of(live), List.of())));

        assertThat(column(schema, "a_tree", "thing_id").type().sql()).isEqualTo("character varying(9)");
        assertThat(read(model).gaps()).extracting(Gap::what).first().asString().contains("other.Thing");
    }

    @Test
    void defaults_of_python_are_what_existing_rows_get() {
        DesiredSchema schema = read(file("a/models.py", IMPORT + """
                import uuid
                from datetime import timedelta
                from django.utils import timezone
                def options():
                    return {"deep": [1, None, "it's"]}
                class Kind(models.TextChoices):
                    OAK = "oak", "Oak"
                class Tree(models.Model):
                    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.OAK)
                    note = models.TextField(blank=True)
                    token = models.UUIDField(default=uuid.uuid4)
                    data = models.JSONField(default=options)
                    wait = models.DurationField(default=timedelta(hours=26))
                    seen = models.DateTimeField(default=timezone.now)
                    code = models.CharField(max_length=5, unique=True, default="x")
                    name = models.CharField(max_length=5)
                """));

        assertThat(schema.rowValues())
                .containsOnly(
                        Map.entry(element("kind"), "'oak'::character varying"),
                        Map.entry(element("note"), "''"),
                        Map.entry(element("token"), "gen_random_uuid()"),
                        Map.entry(element("data"), "'{\"deep\": [1, null, \"it''s\"]}'::jsonb"),
                        Map.entry(element("wait"), "'1 day 02:00:00'::interval"),
                        Map.entry(element("seen"), "CURRENT_TIMESTAMP"));
    }

    @Test
    void what_only_python_sees_changes_nothing() {
        String before = IMPORT + """
                class Tree(models.Model):
                    name = models.CharField(max_length=5)
                    park = models.ForeignKey("self", models.CASCADE, null=True)
                """;
        String after = IMPORT + """
                class Tree(models.Model):
                    name = models.CharField("the name", max_length=5, blank=True, help_text="?", choices=[("a", "A")])
                    park = models.ForeignKey("Tree", models.SET_NULL, null=True, related_name="trees")
                    def __str__(self):
                        return self.name
                    class Meta:
                        ordering = ["name"]
                        verbose_name = "tree"
                """;

        assertThat(read(file("a/models.py", after)).catalog())
                .isEqualTo(read(file("a/models.py", before)).catalog());
    }

    @Test
    void a_condition_that_cannot_be_translated_is_a_gap() {
        DesiredSchema schema = read(file("a/models.py", IMPORT + """
                class Tree(models.Model):
                    data = models.JSONField()
                    class Meta:
                        constraints = [models.CheckConstraint(condition=models.Q(data__key__size=1), name="c")]
                """));

        assertThat(schema.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.what()).contains("constraint"));
        assertThat(table(schema, "a_tree").constraint("c")).isEmpty();
    }

    @Test
    void names_are_quoted_whatever_they_hold() {
        DesiredSchema schema = read(file("a/models.py", IMPORT + """
                class Tree(models.Model):
                    order = models.PositiveIntegerField(db_column='a"; drop table x; --')
                    class Meta:
                        db_table = "select"
                """));

        assertThat(table(schema, "select").constraints())
                .filteredOn(Constraint.Check.class::isInstance)
                .extracting(constraint -> ((Constraint.Check) constraint).expression())
                .containsExactly("(\"a\"\"; drop table x; --\" >= 0)");
    }

    @Test
    void a_table_name_loses_only_quotes_that_surround_it() {
        DesiredSchema schema = read(file("a/models.py", IMPORT + """
                class Tree(models.Model):
                    class Meta:
                        db_table = '"; DROP TABLE x; --'
                class Bush(models.Model):
                    class Meta:
                        db_table = '"Bush"'
                """));

        assertThat(table(schema, "\"; DROP TABLE x; --").columns()).hasSize(1);
        assertThat(table(schema, "Bush").columns()).hasSize(1);
    }

    @Test
    void broken_python_leaves_what_can_be_read_and_says_where_it_breaks() {
        DesiredSchema schema = read(file("a/models.py", IMPORT + """
                class Tree(models.Model):
                    height = models.IntegerField()
                class Bush(models.Model
                    width = models.
                """));

        assertThat(tables(schema)).contains("a_tree");
        assertThat(schema.gaps()).isNotEmpty();
    }

    @Test
    void models_that_refer_to_each_other_in_circles_end() {
        DesiredSchema schema = read(file("a/models.py", IMPORT + """
                from .models import *
                from .models import Other
                X = Y
                Y = X
                class Tree(models.Model):
                    key = models.OneToOneField("Bush", models.CASCADE, primary_key=True)
                    size = models.CharField(max_length=X)
                class Bush(models.Model):
                    key = models.OneToOneField("Tree", models.CASCADE, primary_key=True)
                class Self(Self):
                    pass
                """));

        assertThat(schema.gaps()).isNotEmpty();
    }

    private static DesiredSchema read(SourceFile... files) {
        return new DjangoLanguage().read(List.of(files), ProjectFacts.none());
    }

    private static SourceFile file(String path, String text) {
        return new SourceFile(path, text);
    }

    private static Element element(String column) {
        return new Element(ObjectName.inPublic("a_tree"), column);
    }

    private static Table table(DesiredSchema schema, String name) {
        return schema.catalog().table(ObjectName.inPublic(name)).orElseThrow();
    }

    private static Column column(DesiredSchema schema, String table, String column) {
        return table(schema, table).column(column).orElseThrow();
    }

    private static Stream<String> tables(DesiredSchema schema) {
        return schema.catalog().tables().keySet().stream().map(ObjectName::name);
    }
}
