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
    void numbers_that_are_none_of_java_are_not_known() {
        assertThat(Entities.of("@Entity class Tree { @Id long id; @Column(length = 99999999999) String bark; }")
                        .columns("tree"))
                .contains("id bigint required");
    }
}
