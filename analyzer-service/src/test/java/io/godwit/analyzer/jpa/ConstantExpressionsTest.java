package io.godwit.analyzer.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConstantExpressionsTest {
    @Test
    void constants_are_computed_of_others_and_of_those_of_java_and_hibernate() {
        Entities entities = Entities.of("""
                interface Names { String PREFIX = "wood_"; int SHORT = 2 * (3 + 4); }
                @Entity @Table(name = Tree.TABLE) class Tree {
                    static final String TABLE = Names.PREFIX + "trees";
                    @Id long id;
                    @Column(length = Names.SHORT * 2) String bark;
                    @Column(length = Integer.MAX_VALUE - 1) String story;
                    @Column(length = Length.LONG) String note;
                }
                """);

        assertThat(entities.columns("wood_trees"))
                .containsExactly(
                        "id bigint required",
                        "bark character varying(28)",
                        "story text",
                        "note character varying(32600)");
        assertThat(entities.gaps()).isEmpty();
    }

    @Test
    void constants_that_grow_without_end_or_refer_to_themselves_are_not_known() {
        StringBuilder doubling = new StringBuilder("interface Many { String A0 = \"leaf\"; String SELF = SELF + SELF;");
        for (int i = 1; i < 35; i++) {
            doubling.append("String A%d = A%d + A%d;".formatted(i, i - 1, i - 1));
        }
        Entities entities = Entities.of(
                doubling
                        + "} @Entity class Tree { @Id long id; @Column(name = Many.A34) int a; @Column(name = Many.SELF) int b; }");

        assertThat(entities.columns("tree")).containsExactly("id bigint required");
        assertThat(entities.gaps()).hasSize(2);
    }

    @Test
    void numbers_that_are_none_of_java_are_not_known() {
        assertThat(Entities.of("@Entity class Tree { @Id long id; @Column(length = 99999999999) String bark; }")
                        .columns("tree"))
                .contains("id bigint required");
    }
}
