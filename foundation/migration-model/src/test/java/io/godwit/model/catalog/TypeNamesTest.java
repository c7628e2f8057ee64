package io.godwit.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeNamesTest {
    /// As PostgreSQL 18 prints what `CREATE TABLE` was given.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NCHAR(36)                      | character(36)
                    nchar                          | character(1)
                    nchar varying(9)               | character varying(9)
                    NATIONAL CHARACTER VARYING(20) | character varying(20)
                    national char (3)              | character(3)
                    char varying(5)[]              | character varying(5)[]
                    DEC(5)                         | numeric(5,0)
                    float(24)                      | real
                    timestamp(3) with time zone    | timestamp(3) with time zone
                    """)
    void a_type_is_read_in_all_its_spellings(String written, String form) {
        assertThat(TypeNames.catalogForm(written, "public").sql()).isEqualTo(form);
    }
}
