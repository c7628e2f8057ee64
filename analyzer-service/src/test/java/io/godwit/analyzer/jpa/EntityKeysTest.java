package io.godwit.analyzer.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntityKeysTest {
    private static final String USER = """
            @Entity class Nest { @Id long id; @ManyToOne @JoinColumns({@JoinColumn(name = "one"), @JoinColumn(name = "two")}) Tree t; }
            @Entity class Tree { @EmbeddedId Key key; }
            """;

    @Test
    void join_columns_without_a_name_follow_the_parts_of_a_key_by_their_attributes() {
        assertThat(Entities.of(USER + "@Embeddable class Key { @Column(name = \"zz\") Long second; Integer first; }")
                        .keys("nest"))
                .contains("[one, two] -> [first, zz]");
    }

    @Test
    void those_of_a_record_stay_in_their_order() {
        assertThat(Entities.of(USER + "@Embeddable record Key(@Column(name = \"zz\") Long second, Long first) {}")
                        .keys("nest"))
                .contains("[two, one] -> [first, zz]");
    }
}
