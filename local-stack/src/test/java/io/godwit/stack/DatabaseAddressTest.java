package io.godwit.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseAddressTest {
    @Test
    void what_is_written_as_a_url_is_read_back() {
        DatabaseAddress address = new DatabaseAddress("db.example", 5433, "god wit", "p@ss:w/rd+1");

        assertThat(DatabaseAddress.parse(address.url())).isEqualTo(address);
    }

    @Test
    void the_password_is_not_printed() {
        DatabaseAddress address = DatabaseAddress.parse("postgresql://godwit:secret@db.example/shop");

        assertThat(address).hasToString("godwit@db.example:5432");
        assertThat(address.jdbcUrl("shop")).isEqualTo("jdbc:postgresql://db.example:5432/shop");
    }

    @Test
    void an_address_without_a_password_is_refused_without_repeating_it() {
        assertThatThrownBy(() -> DatabaseAddress.parse("postgresql://db.example:5432"))
                .hasMessageContaining("postgresql://user:password@host:port");
    }
}
