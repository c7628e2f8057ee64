package io.godwit.analyzer.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnOverridesTest {
    @Test
    void a_class_overrides_what_it_inherits_and_what_is_embedded_there() {
        Entities entities = Entities.of("""
                @MappedSuperclass class Base { @Id long id; @Embedded Place place; }
                @Embeddable class Place { String street; }
                @Entity
                @AttributeOverride(name = "id", column = @Column(name = "tree_id"))
                @AttributeOverride(name = "place.street", column = @Column(name = "road", length = 9))
                class Tree extends Base { @ManyToOne Tree up; }
                """);

        assertThat(entities.columns("tree"))
                .containsExactly("tree_id bigint required", "road character varying(9)", "up_tree_id bigint");
    }

    @Test
    void relations_of_an_embedded_class_have_columns_in_the_same_table() {
        assertThat(Entities.of("""
                @Entity class Tree { @Id long id; @Embedded Place place; }
                @Embeddable class Place { String street; @ManyToOne(optional = false) Tree near; }
                """).columns("tree"))
                .containsExactly("id bigint required", "street character varying(255)", "near_id bigint required");
    }
}
