package io.godwit.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FileTextTest {
    private static final String TEXT = "CREATE TABLE café ();";

    @Test
    void a_file_is_utf_8_unless_it_begins_with_the_mark_of_utf_16() {
        assertThat(FileText.decoded(TEXT.getBytes(StandardCharsets.UTF_8))).isEqualTo(TEXT);
        assertThat(FileText.decoded(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(TEXT);
        assertThat(FileText.decoded(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo(TEXT);
    }

    @Test
    void an_empty_file_is_an_empty_text() {
        assertThat(FileText.decoded(new byte[0])).isEmpty();
    }
}
