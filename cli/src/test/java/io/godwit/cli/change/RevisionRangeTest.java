package io.godwit.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionRangeTest {
    private static final String PARK = "model Park {\n  id Int @id\n}\n";

    @TempDir
    private Path folder;

    @Test
    void a_file_that_grew_too_large_is_in_neither_revision_and_is_named() throws Exception {
        write("schema.prisma", bytes(PARK));
        write("nest.prisma", bytes(PARK));
        commit();
        write("schema.prisma", bytes(PARK + "/".repeat(RevisionFiles.LARGEST_FILE)));
        commit();

        RevisionRange range = range();

        assertThat(range.before()).containsOnlyKeys("nest.prisma");
        assertThat(range.after()).containsOnlyKeys("nest.prisma");
        assertThat(range.saidOfLeftOut()).singleElement().asString().contains("schema.prisma", "16000000 bytes");
    }

    @Test
    void a_file_in_utf_16_with_its_mark_is_decoded() throws Exception {
        write("schema.prisma", bytes(PARK));
        commit();
        write("schema.prisma", ("\uFEFF" + PARK).getBytes(StandardCharsets.UTF_16LE));
        commit();

        assertThat(range().after()).containsEntry("schema.prisma", PARK);
    }

    @Test
    void a_link_is_no_file_of_its_own() throws Exception {
        write("db/schema.prisma", bytes(PARK));
        Files.createSymbolicLink(folder.resolve("schema.prisma"), Path.of("db/schema.prisma"));
        commit();

        assertThat(range().after()).containsOnlyKeys("db/schema.prisma");
    }

    private RevisionRange range() {
        return RevisionRange.read(folder, Optional.empty(), "HEAD");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void write(String path, byte[] content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private void commit() throws GitAPIException {
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("A step")
                    .setAuthor("ann", "ann@example.org")
                    .setCommitter("ann", "ann@example.org")
                    .setSign(false)
                    .call();
        }
    }
}
