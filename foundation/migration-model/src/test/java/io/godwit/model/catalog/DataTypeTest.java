package io.godwit.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataTypeTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "public,Role,public.\"Role\"",
                "public,role,public.role",
                "public,order,public.\"order\"",
                "public,1st,public.\"1st\"",
                "Tenant A,a_b$,\"Tenant A\".\"a_b$\""
            })
    void a_type_of_ones_own_is_printed_as_format_type_prints_it(String schema, String name, String printed) {
        assertThat(DataType.of(new ObjectName(schema, name)).sql()).isEqualTo(printed);
    }
}
