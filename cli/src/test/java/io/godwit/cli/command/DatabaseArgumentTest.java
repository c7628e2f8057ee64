package io.godwit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.cli.local.ProductionDatabase.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseArgumentTest {

    @Test
    void a_name_alone_means_a_database_of_the_local_stack() {
        assertThat(DatabaseArgument.parse("shop")).returns("shop", DatabaseArgument::name);
        assertThat(DatabaseArgument.parse("shop").external()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql", "postgresql", "postgres"})
    void an_address_is_read_in_the_forms_people_have_at_hand(String scheme) {
        assertThat(DatabaseArgument.parse("shop=" + scheme + "://ada:s%3Ac+ret@db1/orders?sslmode=require")
                        .external())
                .contains(new Access("jdbc:postgresql://db1:5432/orders?sslmode=require", "ada", "s:c+ret"));
    }

    @Test
    void user_and_password_may_be_parameters_as_the_jdbc_driver_has_them() {
        assertThat(DatabaseArgument.parse("shop=jdbc:postgresql://db1/orders?user=ada&sslmode=require&password=s%26c")
                        .external())
                .contains(new Access("jdbc:postgresql://db1:5432/orders?sslmode=require", "ada", "s&c"));
    }

    @Test
    void a_malformed_address_is_not_repeated_since_it_may_hold_a_password() {
        assertThatThrownBy(() -> DatabaseArgument.parse("shop=mysql://ada:secret@db1/orders"))
                .hasMessageContaining("--database shop")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_bad_name_is_refused() {
        assertThatThrownBy(() -> DatabaseArgument.parse("My Shop")).hasMessageContaining("not a database name");
    }
}
