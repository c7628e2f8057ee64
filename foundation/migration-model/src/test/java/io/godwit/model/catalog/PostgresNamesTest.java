package io.godwit.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The long names are those PostgreSQL 18 gave to a table of these names.
class PostgresNamesTest {
    private static final String TABLE = "a_table_whose_name_is_rather_long_for_its_kind";
    private static final String COLUMN = "a_column_whose_name_is_long_too";

    @Test
    void a_short_name_is_whole() {
        assertThat(PostgresNames.foreignKey("book", "author_id")).isEqualTo("book_author_id_fkey");
        assertThat(PostgresNames.primaryKey("book")).isEqualTo("book_pkey");
    }

    @Test
    void of_a_long_name_the_longer_part_is_cut() {
        assertThat(PostgresNames.sequence(ObjectName.inPublic(TABLE), COLUMN).name())
                .isEqualTo("a_table_whose_name_is_rather__a_column_whose_name_is_long_t_seq");
        assertThat(PostgresNames.notNull(TABLE, COLUMN))
                .isEqualTo("a_table_whose_name_is_rathe_a_column_whose_name_is_lon_not_null");
    }
}
