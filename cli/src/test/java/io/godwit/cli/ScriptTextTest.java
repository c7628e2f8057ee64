package io.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTextTest {
    @TempDir
    Path folder;

    @Test
    void the_mark_of_utf_8_is_no_part_of_a_script() {
        byte[] marked = "\uFEFFSELECT 1".getBytes(StandardCharsets.UTF_8);

        assertThat(ScriptText.of(marked, "a.sql")).isEqualTo("SELECT 1");
    }

    @Test
    void what_is_no_text_or_no_file_is_named() throws IOException {
        Path binary = Files.write(folder.resolve("old.sql"), new byte[] {(byte) 0xC3, (byte) 0x28});

        assertThatThrownBy(() -> ScriptText.of(binary, "--from old.sql"))
                .hasMessage("--from old.sql is not UTF-8 text.");
        assertThatThrownBy(() -> ScriptText.of(folder.resolve("none.sql"), "--to none.sql"))
                .hasMessage("--to none.sql: there is no such file.");
    }
}
