package io.godwit.analyzer.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableDraftTest {
    @Test
    void of_two_attributes_in_one_column_the_first_by_name_says_whether_it_may_be_empty() {
        Entities entities = Entities.of("""
                @Entity class Tree { @Id long id;
                    @Column(name = "c") Long zz; @Column(name = "c", nullable = false, insertable = false) Long aa;
                    @Column(name = "d") Long bb; @Column(name = "d", nullable = false, insertable = false) Long cc; }
                """);

        assertThat(entities.columns("tree")).containsExactly("id bigint required", "c bigint required", "d bigint");
    }

    @Test
    void a_unique_constraint_over_the_key_is_the_key() {
        assertThat(Entities.of("""
                @Entity @Table(uniqueConstraints = @UniqueConstraint(name = "one", columnNames = "id"))
                class Tree { @Id long id; @Column(unique = true) int a; }
                """).keys("tree")).containsExactly("one [id]", "tree_a_key [a]");
    }
}
