package io.godwit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramFilesTest {
    @TempDir
    Path folder;

    @Test
    void a_program_whose_jar_is_written_anew_is_replaced() throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "old");
        ProgramFiles files = new ProgramFiles(List.of(jar, folder.resolve("never there")));
        assertThat(files.replaced()).isFalse();

        Files.writeString(jar, "new one");

        assertThat(files.replaced()).isTrue();
    }

    @Test
    void a_program_whose_jar_is_away_is_replaced() throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "old");
        ProgramFiles files = new ProgramFiles(List.of(jar));

        Files.delete(jar);

        assertThat(files.replaced()).isTrue();
    }
}
