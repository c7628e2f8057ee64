package io.godwit.analyzer.prisma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ReferentialAction;
import io.godwit.model.catalog.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrismaLanguageTest {
    private final PrismaLanguage prisma = new PrismaLanguage();

    @Test
    void scalars_have_the_types_and_defaults_prisma_gives_them() {
        Table plant = table("Plant", """
                model Plant {
                  id        Int       @id @default(autoincrement())
                  name      String    @default("it's") @db.VarChar(40)
                  latin     String?
                  height    Decimal   @db.Decimal(6, 2) @default(1.5)
                  depth     Int       @default(-1)
                  planted   DateTime  @default(now())
                  updated   DateTime  @updatedAt @db.Timestamptz(6)
                  tags      String[]  @default(["green", "tall"])
                  facts     Json      @default("{\\"a\\": 1}")
                  key       String    @unique @default(cuid())
                  place     Unsupported("point")?
                }
                """);

        assertThat(plant.columns())
                .extracting(column -> column.name() + ": " + column.type() + (column.nullable() ? "?" : "")
                        + column.defaultExpression().map(value -> " = " + value).orElse(""))
                .containsExactly(
                        "id: integer = nextval('\"public\".\"Plant_id_seq\"'::regclass)",
                        "name: character varying(40) = 'it''s'::character varying",
                        "latin: text?",
                        "height: numeric(6,2) = 1.5",
                        "depth: integer = '-1'::integer",
                        "planted: timestamp(3) without time zone = CURRENT_TIMESTAMP",
                        "updated: timestamp(6) with time zone",
                        "tags: text[]? = ARRAY['green'::text, 'tall'::text]",
                        "facts: jsonb = '{\"a\": 1}'::jsonb",
                        "key: text",
                        "place: point?");
        assertThat(plant.columns().getFirst().generation()).isInstanceOf(Column.Generation.Serial.class);
    }

    @Test
    void names_are_mapped_and_built_as_prisma_builds_them() {
        Table table = table("garden_plants", """
                model Plant {
                  id    Int    @map("plant_id")
                  name  String @unique
                  bed   Int
                  row   Int
                  @@id([bed, row])
                  @@unique([bed, name], map: "one_name_a_bed", name: "apiOnly")
                  @@index([name(sort: Desc), bed])
                  @@map("garden_plants")
                }
                """);

        assertThat(table.primaryKey()).contains(new Constraint.PrimaryKey("garden_plants_pkey", List.of("bed", "row")));
        assertThat(table.indexes())
                .extracting(Index::name)
                .containsExactly("garden_plants_name_bed_idx", "garden_plants_name_key", "one_name_a_bed");
        assertThat(table.indexes().getFirst().keys().getFirst().descending()).isTrue();
    }

    @Test
    void a_name_that_is_too_long_loses_the_end_of_its_first_part() {
        String column = "c".repeat(70);

        assertThat(ConstraintNames.index("T", List.of(column)))
                .isEqualTo("T_" + "c".repeat(57) + "_idx")
                .hasSize(63);
    }

    @Test
    void enums_have_their_mapped_labels_and_columns_default_to_them() {
        DesiredSchema read = read("""
                enum Colour {
                  RED
                  LIGHT_BLUE @map("light blue")
                  @@map("colour")
                }
                model Car {
                  id     Int    @id
                  colour Colour @default(LIGHT_BLUE)
                }
                """);

        assertThat(read.catalog().enums().values())
                .containsExactly(new EnumType(ObjectName.inPublic("colour"), List.of("RED", "light blue")));
        assertThat(read.catalog()
                        .table(ObjectName.inPublic("Car"))
                        .orElseThrow()
                        .column("colour"))
                .contains(Column.of("colour", "public.colour", false).withDefault("'light blue'::public.colour"));
    }

    @Test
    void rows_get_a_random_value_where_the_client_makes_one() {
        DesiredSchema read = read("""
                model Plant {
                  id   Int    @id
                  code String @unique @default(cuid())
                  tag  String @default(uuid()) @db.Uuid
                  sign String @default(nanoid()) @db.VarChar(21)
                }
                """);

        assertThat(read.rowValues())
                .isEqualTo(Map.of(
                        new DesiredSchema.Element(ObjectName.inPublic("Plant"), "code"), "gen_random_uuid()::text",
                        new DesiredSchema.Element(ObjectName.inPublic("Plant"), "tag"), "gen_random_uuid()"));
    }

    @Test
    void a_relation_is_a_foreign_key_of_the_side_that_names_its_fields() {
        Table tree = table("Tree", """
                model Tree {
                  id      Int     @id
                  park    Park    @relation(fields: [parkId], references: [id])
                  parkId  Int     @map("park_id")
                  owner   Park?   @relation("owned", fields: [ownerId], references: [id], onDelete: NoAction)
                  ownerId Int?
                }
                model Park {
                  id    Int    @id
                  trees Tree[]
                  owned Tree[] @relation("owned")
                }
                """);

        assertThat(tree.constraints().stream()
                        .filter(ForeignKey.class::isInstance)
                        .map(ForeignKey.class::cast))
                .extracting(ForeignKey::name, ForeignKey::onDelete, ForeignKey::onUpdate)
                .containsExactly(
                        tuple("Tree_ownerId_fkey", ReferentialAction.NO_ACTION, ReferentialAction.CASCADE),
                        tuple("Tree_park_id_fkey", ReferentialAction.RESTRICT, ReferentialAction.CASCADE));
    }

    @Test
    void lists_on_both_sides_are_a_join_table() {
        Table join = table("_BirdToTree", """
                model Tree {
                  id    String @id @db.Uuid
                  birds Bird[]
                }
                model Bird {
                  id    Int    @id
                  trees Tree[]
                }
                """);

        assertThat(join.columns()).containsExactly(Column.of("A", "integer", false), Column.of("B", "uuid", false));
        assertThat(join.constraints())
                .extracting(Constraint::name)
                .containsExactlyInAnyOrder("_BirdToTree_AB_pkey", "_BirdToTree_A_fkey", "_BirdToTree_B_fkey");
        assertThat(join.indexes()).containsExactly(Index.btree("_BirdToTree_B_index", false, List.of("B")));
    }

    @Test
    void a_join_table_with_a_long_name_keeps_its_foreign_keys_apart() {
        String first = "A".repeat(31);
        String second = "B".repeat(31);
        Table join = table("_" + first + "To" + second.substring(0, 29), """
                model %1$s {
                  id     Int  @id
                  others %2$s[]
                }
                model %2$s {
                  id   Int  @id
                  ones %1$s[]
                }
                """.formatted(first, second));

        assertThat(join.constraints())
                .extracting(Constraint::name)
                .contains(
                        "_" + first + "To" + "B".repeat(22) + "_A_fkey",
                        "_" + first + "To" + "B".repeat(22) + "_B_fkey");
    }

    @Test
    void names_resolve_across_the_files_of_a_folder() {
        DesiredSchema read = prisma.read(
                List.of(
                        new SourceFile(
                                "db/main.prisma",
                                "datasource db {\n  provider = \"postgresql\"\n  schemas = [\"a\"]\n}"),
                        new SourceFile(
                                "db/models/car.prisma", "model Car {\n  id Int @id\n  size Size\n  @@schema(\"a\")\n}"),
                        new SourceFile("db/enums/size.prisma", "enum Size {\n  BIG\n  @@schema(\"a\")\n}")),
                ProjectFacts.none());

        assertThat(read.catalog().tables()).containsOnlyKeys(new ObjectName("a", "Car"));
        assertThat(read.locationOf(new Element(new ObjectName("a", "Car"), "size")))
                .contains(new SourceLocation("db/models/car.prisma", 3));
    }

    @Test
    void without_foreign_keys_there_are_none() {
        DesiredSchema read = read("""
                datasource db {
                  provider     = "postgresql"
                  relationMode = "prisma"
                }
                model Tree {
                  id     Int   @id
                  parkId Int
                  park   Park  @relation(fields: [parkId], references: [id])
                }
                model Park {
                  id    Int    @id
                  trees Tree[]
                }
                """);

        assertThat(read.catalog().tables().values())
                .flatExtracting(Table::constraints)
                .hasOnlyElementsOfType(Constraint.PrimaryKey.class);
    }

    @Test
    void views_comments_and_ignored_models_are_what_they_are() {
        DesiredSchema read = read("""
                /// A documented { model
                model Log { // with a brace {
                  id   Int    @id /* and a comment */
                  text String @ignore
                  @@ignore
                }
                view Summary {
                  id Int @unique
                }
                """);

        assertThat(read.catalog().tables()).containsOnlyKeys(ObjectName.inPublic("Log"));
        assertThat(read.catalog()
                        .table(ObjectName.inPublic("Log"))
                        .orElseThrow()
                        .columns())
                .hasSize(2);
    }

    @Test
    void what_cannot_be_read_is_named_with_its_place() {
        assertThatThrownBy(() -> read("model Car {\n  id Int @id\n  size [Size]\n}"))
                .isInstanceOf(ModelUnreadable.class)
                .hasMessage("schema.prisma:3:8: expected the type of the field size, found '['");
        assertThatThrownBy(() -> read("model Car {\n  id Int @id\n  size Size\n}"))
                .hasMessageContaining("schema.prisma:3: Car.size: nothing declares the type Size");
    }

    @Test
    void hostile_texts_end_in_a_message() {
        Stream.of("model", "model {", "model A {", "\u0000", "model A { id Int @id @default(" + "[".repeat(5000), "\"")
                .forEach(text -> assertThatThrownBy(() -> read(text)).isInstanceOf(ModelUnreadable.class));
    }

    @Test
    void a_schema_for_another_database_is_left_out_with_a_note() {
        DesiredSchema read = read("datasource db {\n  provider = \"mysql\"\n}\nmodel A {\n  id Int @id\n}");

        assertThat(read.catalog().tables()).isEmpty();
        assertThat(read.notes()).hasSize(1);
    }

    private DesiredSchema read(String text) {
        return prisma.read(List.of(new SourceFile("schema.prisma", text)), ProjectFacts.none());
    }

    private Table table(String name, String text) {
        return read(text).catalog().table(ObjectName.inPublic(name)).orElseThrow();
    }
}
