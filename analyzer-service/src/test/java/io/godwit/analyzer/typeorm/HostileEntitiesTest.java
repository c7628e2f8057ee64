package io.godwit.analyzer.typeorm;

import static io.godwit.analyzer.typeorm.Entities.IMPORTS;
import static io.godwit.analyzer.typeorm.Entities.lines;
import static io.godwit.analyzer.typeorm.Entities.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.planning.PlainPlanner;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileEntitiesTest {
    private static final String SHOP = """
            @Entity('shop') @Index(['name']) @Check('"name" <> \\'\\'')
            export class Shop { @PrimaryGeneratedColumn() id: number; @Column({ default: `a${1 + 2}` }) name: string;
              @ManyToOne(() => Shop, shop => shop.branches) head: Shop; @OneToMany(() => Shop, shop => shop.head) branches: Shop[]; }
            """;

    @Test
    void a_broken_class_is_a_gap_and_its_neighbours_are_whole() {
        DesiredSchema schema = read("""
                @Entity() export class First { @PrimaryColumn() id: string; }
                @Entity() export class Broken { @PrimaryColumn() id: string; @Column({ type: ) name: string }
                @Entity() export class Last { @PrimaryColumn() id: string; }
                """);
        assertThat(lines(schema, "first")).hasSize(2);
        assertThat(schema.gaps())
                .extracting(Gap::what)
                .anySatisfy(what -> assertThat(what).contains("syntax error"));
    }

    @Test
    void every_beginning_of_a_file_is_borne() {
        String whole = IMPORTS + SHOP;
        for (int length = IMPORTS.length(); length < whole.length(); length += 9) {
            assertThat(read(Map.of("shop.ts", whole.substring(0, length)), ProjectFacts.none()))
                    .isNotNull();
        }
    }

    @Test
    void characters_thrown_in_anywhere_are_borne() {
        Random random = new Random(7);
        String noise = "{}()[]'\"`$@,;:?\\\u0000\n=>.<é";
        for (int round = 0; round < 60; round++) {
            StringBuilder text = new StringBuilder(IMPORTS + SHOP);
            for (int at = 0; at < 4; at++) {
                text.insert(
                        random.nextInt(IMPORTS.length(), text.length()), noise.charAt(random.nextInt(noise.length())));
            }
            assertThat(read(Map.of("shop.ts", text.toString()), ProjectFacts.none()))
                    .isNotNull();
        }
    }

    @Test
    void names_that_mean_harm_are_quoted() {
        DesiredSchema schema = read("""
                @Entity('t"; DROP TABLE "users') export class Harm {
                  @PrimaryColumn({ name: 'select' }) id: string;
                  @Column({ name: "x'; --\\n", default: "'); DROP TABLE users; --" }) text: string;
                  @Column({ type: 'enum', enum: ["a'b"] }) kind: string;
                  @Column({ type: 'enum', enum: ['\\u0000'] }) nothing: string;
                }
                """);
        String sql = String.join(
                "\n",
                PlainPlanner.plan(
                                CatalogDiff.between(Catalog.empty(), schema.catalog()),
                                Catalog.empty(),
                                LiveTables.unknown(),
                                Answers.none())
                        .plan()
                        .steps()
                        .stream()
                        .map(step -> step.action().toString())
                        .toList());
        assertThat(sql)
                .contains("\"t\"\"; DROP TABLE \"\"users\"")
                .contains("\"select\" character varying NOT NULL")
                .contains("\"x'; --\n\"")
                .contains("'''); DROP TABLE users; --'::character varying")
                .contains("'a''b'");
    }

    @Test
    void a_file_too_large_is_named_and_the_others_are_read() {
        DesiredSchema schema = read(
                Map.of("src/big.ts", "// Entity\n" + "x;".repeat(1 << 20), "src/shop.ts", IMPORTS + SHOP),
                ProjectFacts.none());
        assertThat(lines(schema, "shop")).isNotEmpty();
        assertThat(schema.gaps())
                .singleElement()
                .extracting(gap -> gap.location().file())
                .isEqualTo("src/big.ts");
    }

    @Test
    void what_leads_to_itself_comes_to_an_end() {
        DesiredSchema schema = read("""
                const a = b + 'x'; const b = a + 'y';
                const f = (n) => f(n) + f(n) + f(n); type T = T | U; type U = T;
                class Loop1 extends Loop2 { @Column() x: string; } class Loop2 extends Loop1 { @Column() y: string; }
                class Inside { @Column(() => Inside) again: Inside; @Column() z: string; }
                @Entity(a) export class Circles extends Loop1 { @PrimaryColumn() id: string; @Column({ default: f(1) }) v: string;
                  @Column() t: T; @Column(() => Inside) inside: Inside; }
                @Entity() export class Keys { @PrimaryColumn() id: string; @ManyToOne(() => Keys2, { primary: true }) other: Keys2; }
                @Entity() export class Keys2 { @ManyToOne(() => Keys, { primary: true }) other: Keys; }
                """);
        assertThat(schema.catalog().tables().keySet())
                .extracting(ObjectName::name)
                .contains("keys", "keys2");
        assertThat(schema.gaps())
                .anySatisfy(gap -> assertThat(gap.what()).contains("the table of Circles is left out"));
    }

    @Test
    void brackets_a_thousand_deep_are_borne() {
        String deep = "[".repeat(1900) + "]".repeat(1900);
        assertThat(read("@Entity() export class Deep { @PrimaryColumn() id: string; @Column({ default: " + deep
                                + " }) x: string; }")
                        .gaps())
                .isNotEmpty();
    }
}
