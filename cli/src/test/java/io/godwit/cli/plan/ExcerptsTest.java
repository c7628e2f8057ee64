package io.godwit.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.FileChange;
import io.godwit.model.SourceLocation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExcerptsTest {
    private static final String FILE = "shop/orders.py";

    @Test
    void what_is_meant_is_shown_in_a_line_too_long_to_show_whole() {
        String line = "call(\"" + "x".repeat(200) + " o.state = :s" + "y".repeat(200) + "\")";

        List<String> shown = excerpt(line, "state");

        assertThat(shown.getFirst()).isEqualTo(" --> " + FILE + ":1:210");
        assertThat(shown.get(2)).startsWith("1 | …x").contains("o.state = :s").endsWith("…");
        assertThat(shown.get(3).indexOf('^')).isEqualTo(shown.get(2).indexOf("state"));
        assertThat(shown).allMatch(each -> each.length() < 140);
    }

    @Test
    void a_word_of_its_own_is_marked_before_a_part_of_another() {
        List<String> shown = excerpt("email = copied(mail)", "mail");

        assertThat(shown.getFirst()).isEqualTo(" --> " + FILE + ":1:16");
        assertThat(shown.getLast()).endsWith("               ^^^^");
    }

    @Test
    void what_is_not_in_the_line_marks_its_first_word() {
        assertThat(excerpt("    class Order:", "discount").getFirst()).isEqualTo(" --> " + FILE + ":1:5");
    }

    private static List<String> excerpt(String line, String marked) {
        return new Excerpts(List.of(new FileChange(FILE, Optional.empty(), Optional.of(line))))
                .of(new SourceLocation(FILE, 1), marked);
    }
}
