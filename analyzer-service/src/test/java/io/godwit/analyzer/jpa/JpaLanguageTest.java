package io.godwit.analyzer.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JpaLanguageTest {
    private static final ProjectFacts SPRING = new ProjectFacts(Map.of(JpaLanguage.NAMING_FACT, "spring"));

    private static DesiredSchema read(ProjectFacts facts, String... classes) {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < classes.length; i++) {
            files.add(new SourceFile("src/main/java/C" + i + ".java", "import jakarta.persistence.*;\n" + classes[i]));
        }
        return new JpaLanguage().read(files, facts);
    }

    private static List<String> columns(DesiredSchema schema, String table) {
        return table(schema, table).columns().stream()
                .map(column -> column.name() + " " + column.type() + (column.nullable() ? "" : " required"))
                .toList();
    }

    private static Table table(DesiredSchema schema, String name) {
        return schema.catalog().table(ObjectName.inPublic(name)).orElseThrow();
    }

    private static List<String> constraints(DesiredSchema schema, String table) {
        return table(schema, table).constraints().stream().map(Constraint::name).toList();
    }

    @Test
    void secondary_tables_checks_quoted_names_and_constants_are_as_hibernate_writes_them() {
        DesiredSchema schema = read(new ProjectFacts(Map.of()), """
                @Entity @Table(name = Sale.NAME) @Check(constraints = "amount > 0")
                @SecondaryTable(name = "SaleDetail", pkJoinColumns = @PrimaryKeyJoinColumn(name = "saleRef"))
                class Sale {
                    static final String NAME = "sales";
                    @Id Long id;
                    int amount;
                    @Column(table = "SaleDetail", nullable = false) String extra;
                    java.time.YearMonth month;
                }
                """, """
                @Entity @Table(name = "`Clerk`")
                class Clerk {
                    @Id java.util.UUID id;
                    @ManyToMany @JoinTable(name = "keyed") @MapKeyColumn(name = "mk") java.util.Map<String, Sale> byKey;
                }
                """);

        assertThat(columns(schema, "sales"))
                .containsExactly("id bigint required", "amount integer required", "month bytea");
        assertThat(constraints(schema, "sales")).containsExactly("sales_amount_check", "sales_pkey");
        assertThat(columns(schema, "saledetail"))
                .containsExactly("saleref bigint required", "extra character varying(255) required");
        assertThat(columns(schema, "keyed"))
                .containsExactly(
                        "Clerk_id uuid required", "bykey_id bigint required", "mk character varying(255) required");
        assertThat(constraints(schema, "keyed")).contains("fkqij5h6vk4sx9g2362ojvp16gi");
    }

    @Test
    void basic_types_are_as_hibernate_writes_them() {
        DesiredSchema schema = read(SPRING, """
                @Entity @Table(name = "people")
                class Person {
                    @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;
                    @Column(nullable = false, length = 80, unique = true) String fullName;
                    int age;
                    java.math.BigDecimal balance;
                    @Column(precision = 10, scale = 4) java.math.BigDecimal rate;
                    java.time.Instant seenAt;
                    java.time.LocalDate born;
                    java.util.UUID token;
                    @Lob String biography;
                    byte[] picture;
                    @Column(columnDefinition = "jsonb default '{}'") String extra;
                    double weight;
                    @Transient String ignored;
                    static String CONSTANT;
                }
                """);
        assertThat(columns(schema, "people"))
                .containsExactlyInAnyOrder(
                        "id bigint required",
                        "full_name character varying(80) required",
                        "age integer required",
                        "balance numeric(38,2)",
                        "rate numeric(10,4)",
                        "seen_at timestamp(6) with time zone",
                        "born date",
                        "token uuid",
                        "biography oid",
                        "picture bytea",
                        "extra jsonb",
                        "weight double precision required");
        assertThat(constraints(schema, "people")).containsExactly("people_full_name_key", "people_pkey");
        assertThat(table(schema, "people").column("id").map(Column::generation))
                .contains(new Column.Generation.Identity(false));
        assertThat(table(schema, "people").column("extra").flatMap(Column::defaultExpression))
                .contains("'{}'::jsonb");
        assertThat(schema.locationOf(new Element(ObjectName.inPublic("people"), "age")))
                .hasValueSatisfying(at -> assertThat(at).hasToString("src/main/java/C0.java:6"));
    }

    @Test
    void foreign_keys_and_join_tables_have_the_names_hibernate_gives_them() {
        DesiredSchema schema = read(
                SPRING,
                "@Entity @Table(name = \"users\") class User { @Id Long id; @ManyToMany @JoinTable(name = \"user_roles\","
                        + " joinColumns = @JoinColumn(name = \"user_id\"), inverseJoinColumns = @JoinColumn(name = \"role_id\"))"
                        + " Set<Role> roles; @ManyToOne(optional = false) Role mainRole; @OneToOne Profile profile; }",
                "@Entity @Table(name = \"roles\") class Role { @Id Integer id; @ManyToMany(mappedBy = \"roles\") Set<User> users; }",
                "@Entity class Profile { @Id Long id; @OneToOne(mappedBy = \"profile\") User user; @OneToMany List<Role> granted; }");
        assertThat(constraints(schema, "user_roles"))
                .containsExactly("fkh8ciramu9cc9q3qcqiv4ue8a6", "fkhfh9dx7w3ubf1co1vdev94g3f", "user_roles_pkey");
        assertThat(columns(schema, "user_roles"))
                .containsExactly("user_id bigint required", "role_id integer required");
        assertThat(columns(schema, "users"))
                .containsExactly("id bigint required", "main_role_id integer required", "profile_id bigint");
        assertThat(constraints(schema, "users")).contains("users_profile_id_key");
        assertThat(columns(schema, "profile_granted"))
                .containsExactly("profile_id bigint required", "granted_id integer required");
        assertThat(constraints(schema, "profile_granted")).contains("profile_granted_granted_id_key");
    }

    @Test
    void without_spring_names_are_as_written_and_folded() {
        DesiredSchema schema = read(
                ProjectFacts.none(),
                "@Entity class OrderLine { @Id Long id; String productName; @ManyToMany List<Tag> tags; }",
                "@Entity class Tag { @Id Long id; }");
        assertThat(columns(schema, "orderline"))
                .containsExactly("id bigint required", "productname character varying(255)");
        assertThat(columns(schema, "orderline_tag"))
                .containsExactly("orderline_id bigint required", "tags_id bigint required");
    }

    @Test
    void enums_have_a_check() {
        DesiredSchema schema = read(
                SPRING,
                "@Entity class Job { @Id Long id; @Enumerated(EnumType.STRING) State state; State ordinal; }",
                "enum State { OPEN, DONE }");
        assertThat(columns(schema, "job"))
                .containsExactly("id bigint required", "state character varying(255)", "ordinal smallint");
        assertThat(table(schema, "job").constraint("job_state_check"))
                .contains(new Constraint.Check("job_state_check", "state IN ('OPEN', 'DONE')", true));
        assertThat(table(schema, "job").constraint("job_ordinal_check"))
                .contains(new Constraint.Check("job_ordinal_check", "((ordinal >= 0) AND (ordinal <= 1))", true));
    }

    @Test
    void embedded_parts_and_mapped_superclasses_add_their_columns() {
        DesiredSchema schema = read(
                SPRING,
                "@MappedSuperclass abstract class Base { @Id java.util.UUID id; @Version int version; }",
                "@Embeddable class Address { String street; String zipCode; }",
                "@Entity class Shop extends Base { @Embedded Address address; @Embedded"
                        + " @AttributeOverride(name = \"street\", column = @Column(name = \"bill_street\"))"
                        + " @AttributeOverride(name = \"zipCode\", column = @Column(name = \"bill_zip\")) Address bill; }");
        assertThat(columns(schema, "shop"))
                .containsExactly(
                        "id uuid required",
                        "version integer required",
                        "street character varying(255)",
                        "zip_code character varying(255)",
                        "bill_street character varying(255)",
                        "bill_zip character varying(255)");
    }

    @Test
    void each_inheritance_strategy_has_its_tables() {
        DesiredSchema single = read(
                SPRING,
                "@Entity class Animal { @Id Long id; }",
                "@Entity class Dog extends Animal { @Column(nullable = false) String breed; }");
        assertThat(columns(single, "animal"))
                .containsExactly(
                        "dtype character varying(31) required",
                        "id bigint required",
                        "breed character varying(255) required");
        DesiredSchema joined = read(
                SPRING,
                "@Entity @Inheritance(strategy = InheritanceType.JOINED) class Animal { @Id Long id; }",
                "@Entity class Dog extends Animal { String breed; }");
        assertThat(columns(joined, "dog")).containsExactly("id bigint required", "breed character varying(255)");
        assertThat(table(joined, "dog").constraints()).hasSize(2);
        DesiredSchema each = read(
                SPRING,
                "@Entity @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS) abstract class Animal { @Id Long id; String name; }",
                "@Entity class Dog extends Animal { String breed; }");
        assertThat(each.catalog().tables().keySet()).containsExactly(ObjectName.inPublic("dog"));
        assertThat(columns(each, "dog")).hasSize(3);
    }

    @Test
    void collections_have_tables_of_their_own() {
        DesiredSchema schema = read(
                SPRING,
                "@Entity class Post { @Id Long id; @ElementCollection Set<String> tags;"
                        + " @ElementCollection @CollectionTable(name = \"links\", joinColumns = @JoinColumn(name = \"post\")) List<Link> links; }",
                "@Embeddable record Link(String url, @Column(nullable = false) String title) {}");
        assertThat(columns(schema, "post_tags"))
                .containsExactly("post_id bigint required", "tags character varying(255)");
        assertThat(columns(schema, "links"))
                .containsExactly(
                        "post bigint required", "url character varying(255)", "title character varying(255) required");
    }

    @Test
    void indexes_and_unique_constraints_of_a_table_are_read() {
        DesiredSchema schema = read(
                SPRING,
                "@Entity @Table(name = \"t\", indexes = {@Index(name = \"i\", columnList = \"firstName, born desc\")},"
                        + " uniqueConstraints = @UniqueConstraint(columnNames = {\"first_name\", \"born\"}))"
                        + " class T { @Id Long id; String firstName; java.time.LocalDate born; }");
        assertThat(table(schema, "t").index("i").orElseThrow().columns()).containsExactly("first_name", "born");
        assertThat(constraints(schema, "t")).containsExactly("t_first_name_born_key", "t_pkey");
    }

    @Test
    void what_is_not_among_the_files_is_a_gap() {
        DesiredSchema schema =
                read(SPRING, "@Entity class A extends Unknown { @Id Long id; Money price; @ManyToOne Other other; }");
        assertThat(schema.gaps()).extracting(gap -> gap.what()).hasSize(3);
        assertThat(Stream.of("Unknown", "Money", "Other"))
                .allMatch(name ->
                        schema.gaps().stream().anyMatch(gap -> gap.what().contains(name)));
    }

    @Test
    void annotations_on_getters_are_read_where_the_id_is_on_one() {
        DesiredSchema schema = read(
                SPRING,
                "@Entity class A { private Long id; private String b; @Id public Long getId() { return id; }"
                        + " @Column(name = \"bee\") public String getB() { return b; } }");
        assertThat(columns(schema, "a")).containsExactly("id bigint required", "bee character varying(255)");
    }

    @Test
    void keys_come_from_sequences() {
        DesiredSchema schema = read(
                SPRING,
                "@Entity class PlainItem { @Id @GeneratedValue Long id; }",
                "@Entity class Author { @Id @GeneratedValue(generator = \"g\") Long id; }",
                "@MappedSuperclass class Generators { @SequenceGenerator(name = \"g\", sequenceName = \"author_ids\","
                        + " allocationSize = 1, initialValue = 100) Long unused; }");
        assertThat(schema.catalog().objects().values())
                .extracting(object -> object.makes().getFirst())
                .containsExactly(
                        "CREATE SEQUENCE public.author_ids AS bigint INCREMENT BY 1 MINVALUE 1 MAXVALUE"
                                + " 9223372036854775807 START WITH 100 CACHE 1 NO CYCLE",
                        "CREATE SEQUENCE public.plain_item_seq AS bigint INCREMENT BY 50 MINVALUE 1 MAXVALUE"
                                + " 9223372036854775807 START WITH 1 CACHE 1 NO CYCLE");
    }

    /// As Hibernate 6.6 made them of such entities.
    @Test
    void a_key_of_a_relation_takes_the_place_of_the_own_one() {
        DesiredSchema schema = read(
                SPRING,
                "@Entity class Author { @Id Long id; @OneToOne Profile profile; }",
                "@Entity class Profile { @Id Long id; @OneToOne @MapsId Author owner; }");
        assertThat(columns(schema, "profile")).containsExactly("owner_id bigint required");
        assertThat(columns(schema, "author")).containsExactly("id bigint required", "profile_owner_id bigint");
    }

    @Test
    void a_map_has_its_key_as_a_column() {
        DesiredSchema schema = read(SPRING, """
                enum Kind { A, B }
                @Embeddable class Address { String street; @Column(nullable = false) String city; }
                @Entity class Shop {
                    @Id Long id;
                    @ElementCollection Map<Kind, Address> places;
                    @ElementCollection @MapKeyColumn(name = "k") Map<String, Integer> counts;
                    @Embedded @AttributeOverride(name = "city", column = @Column(name = "town", length = 9)) Address at;
                }
                """);
        assertThat(columns(schema, "shop_places"))
                .containsExactly(
                        "shop_id bigint required",
                        "places_key smallint required",
                        "street character varying(255)",
                        "city character varying(255) required");
        assertThat(columns(schema, "shop_counts"))
                .containsExactly("shop_id bigint required", "k character varying(255) required", "counts integer");
        assertThat(columns(schema, "shop")).contains("town character varying(9)");
    }

    @Test
    void a_primitive_is_required_unless_annotated_or_embedded_and_validation_reaches_into_valid_parts_only() {
        DesiredSchema schema = read(SPRING, """
                @Embeddable class Place { int floor; @NotNull @Size(max = 9) String room; }
                @Entity class Desk {
                    @Id Long id;
                    int width;
                    @Column(name = "depth_cm") int depth;
                    @Min(1) @Max(5) Integer legs;
                    @Size(max = 10) @Column(length = 300) String label;
                    @NotNull @Embedded Place here;
                    @Valid @NotNull @Embedded @AttributeOverride(name = "room", column = @Column(name = "home_room"))
                    Place home;
                    @NotEmpty @ElementCollection List<String> tags;
                }
                """);
        assertThat(columns(schema, "desk"))
                .containsExactly(
                        "id bigint required",
                        "width integer required",
                        "depth_cm integer",
                        "legs integer",
                        "label character varying(10)",
                        "floor integer",
                        "room character varying(255)",
                        "home_room character varying(9) required");
        assertThat(constraints(schema, "desk")).containsExactly("desk_legs_check", "desk_pkey");
        assertThat(columns(schema, "desk_tags"))
                .containsExactly("desk_id bigint required", "tags character varying(255)");
    }

    @Test
    void keys_have_the_small_columns_first_and_type_variables_and_nested_types_are_those_of_the_class() {
        DesiredSchema schema = read(SPRING, """
                @MappedSuperclass abstract class Base<K, V> { @EmbeddedId K id; V value; }
                @Entity class Lot extends Base<Lot.Key, Integer> {
                    @Embeddable static class Key { String site; long number; }
                    enum Kind { A, B }
                    @Enumerated(EnumType.STRING) Kind kind;
                }
                """, """
                @Entity @Table(indexes = @Index(columnList = "lotKind")) class Bid {
                    enum Kind { C }
                    @Id int id;
                    @Enumerated(EnumType.STRING) Kind kind;
                    String lotKind;
                    @ManyToOne Lot lot;
                }
                """);
        assertThat(table(schema, "lot").constraints())
                .contains(new Constraint.PrimaryKey("lot_pkey", List.of("number", "site")))
                .contains(new Constraint.Check("lot_kind_check", "kind IN ('A', 'B')", true));
        assertThat(columns(schema, "lot")).contains("value integer");
        assertThat(table(schema, "bid").constraints())
                .contains(new Constraint.Check("bid_kind_check", "kind IN ('C')", true));
        assertThat(columns(schema, "bid")).contains("lot_number bigint", "lot_site character varying(255)");
    }

    @Test
    void a_single_quote_character_is_a_name_like_any_other() {
        DesiredSchema schema = read(SPRING, """
                @Entity @Table(name = "`") class Odd { @Id Long id; }
                """);
        assertThat(schema.catalog().table(ObjectName.inPublic("`"))).isPresent();
    }

    @Test
    void a_class_too_long_to_be_read_is_named() {
        DesiredSchema schema = read(
                SPRING,
                "@Entity class Huge { @Id Long id; }\n" + "// \n".repeat(300_000),
                "@Entity class A { @Id Long id; }");
        assertThat(schema.catalog().tables()).hasSize(1);
        assertThat(schema.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.location().file()).isEqualTo("src/main/java/C0.java");
            assertThat(gap.what()).contains("source files of up to 1048576 are read");
        });
    }
}
