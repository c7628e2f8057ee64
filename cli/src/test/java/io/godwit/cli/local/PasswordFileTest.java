package io.godwit.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordFileTest {
    private static final List<String> WANTED = List.of("db1", "5432", "shop", "ada");

    @Test
    void the_first_line_that_matches_wins() {
        assertThat(PasswordFile.find(List.of("db2:5432:shop:ada:no", "db1:*:shop:ada:first", "*:*:*:*:last"), WANTED))
                .contains("first");
    }

    @Test
    void comments_and_short_lines_are_left_out() {
        assertThat(PasswordFile.find(List.of("#db1:5432:shop:ada:no", "db1:5432", ""), WANTED))
                .isEmpty();
    }

    @Test
    void escaped_colons_belong_to_the_password() {
        assertThat(PasswordFile.find(List.of("db1:5432:shop:ada:a\\:b\\\\c"), WANTED))
                .contains("a:b\\c");
    }
}
