package io.godwit.analyzer.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnreadTest {
    @Test
    void a_column_of_a_constant_that_is_elsewhere_is_left_as_it_is_with_what_is_over_it() {
        Entities entities = Entities.of("""
                @Entity @Table(indexes = @Index(name = "by_bark", columnList = "bark")) class Tree {
                    @Id long id;
                    @Column(length = Limits.BARK) String bark;
                    @JdbcTypeCode(SqlTypes.NAMED_ENUM) Kind kind;
                    @Type(Rings.class) String rings;
                }
                enum Kind { OAK }
                """);

        assertThat(entities.columns("tree")).containsExactly("id bigint required");
        assertThat(entities.gaps())
                .satisfiesExactlyInAnyOrder(
                        gap -> assertThat(gap).contains("bark", "Limits.BARK"),
                        gap -> assertThat(gap).contains("by_bark"),
                        gap -> assertThat(gap).contains("kind"),
                        gap -> assertThat(gap).contains("rings", "@Type"));
    }

    @Test
    void an_entity_whose_table_has_an_unknown_name_has_none() {
        Entities entities = Entities.of("""
                @Entity @Table(name = Names.TREE) class Tree { @Id long id; }
                @Entity class Nest { @Id long id; @ManyToOne Tree tree; }
                """);

        assertThat(entities.schema().catalog().tables()).hasSize(1);
        assertThat(entities.gaps()).anySatisfy(gap -> assertThat(gap).contains("Names.TREE"));
    }

    @Test
    void an_enum_that_is_elsewhere_and_what_goes_beside_a_table_are_named() {
        assertThat(Entities.of("""
                @Entity @Audited @SoftDelete class Tree {
                    @Id long id; @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR) Kind kind;
                }
                """).gaps())
                .satisfiesExactlyInAnyOrder(
                        gap -> assertThat(gap).contains("@Audited"),
                        gap -> assertThat(gap).contains("@SoftDelete"),
                        gap -> assertThat(gap).contains("Kind"));
    }
}
