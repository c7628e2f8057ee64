package io.godwit.cli.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.godwit.events.ChangedFile;
import io.godwit.events.CodeChanged;
import io.godwit.events.FileRole;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.model.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaFilesTest {
    private static final DatabaseName SHOP = new DatabaseName("shop");

    @TempDir
    private Path folder = Path.of("");

    private Git git;

    @BeforeEach
    void create_a_repository() throws Exception {
        git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
        commit("First", "prisma/a.prisma", "model A {}");
        commit("Second\n\nGodwit-Rename: A.x -> A.y\n", "prisma/b.prisma", "model B {}");
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void the_last_commit_is_published_with_the_other_schema_files_as_context() {
        Submission submission = submission(Optional.empty(), "HEAD").orElseThrow();
        CodeChanged event = submission.event();
        assertThat(event.getFiles())
                .extracting(ChangedFile::getPath, ChangedFile::getRole, ChangedFile::getBefore)
                .containsExactly(
                        tuple("prisma/a.prisma", FileRole.CONTEXT, Optional.of("model A {}")),
                        tuple("prisma/b.prisma", FileRole.CHANGED, Optional.empty()));
        assertThat(event.getChange().getSubject()).isEqualTo("Second");
        assertThat(event.getFacts()).containsExactly(entry("rename:A.x", "A.y"));
        assertThat(submission.migration())
                .isEqualTo(MigrationId.of(
                        event.getChange().getRepository(), event.getChange().getHeadRevision(), SHOP));
    }

    @Test
    void the_first_commit_starts_from_nothing() {
        CodeChanged event = submission(Optional.empty(), "HEAD~1").orElseThrow().event();
        assertThat(event.getChange().getBaseRevision()).isEmpty();
        assertThat(event.getFiles()).extracting(ChangedFile::getBefore).containsExactly(Optional.empty());
    }

    @Test
    void a_change_without_schema_files_is_not_published() throws Exception {
        commit("Third", "README.md", "words");
        assertThat(submission(Optional.empty(), "HEAD")).isEmpty();
        assertThat(submission(Optional.of("HEAD~2"), "HEAD")).isPresent();
    }

    @Test
    void the_repository_is_named_by_its_origin_without_credentials() throws Exception {
        git.getRepository().getConfig().setString("remote", "origin", "url", "https://me:token@example.com/shop.git");
        git.getRepository().getConfig().save();
        assertThat(submission(Optional.empty(), "HEAD")
                        .orElseThrow()
                        .event()
                        .getChange()
                        .getRepository())
                .isEqualTo("https://example.com/shop.git");
    }

    @Test
    void an_unknown_revision_is_named() {
        assertThatThrownBy(() -> submission(Optional.empty(), "nonsense"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("UNKNOWN_REVISION"))
                .hasMessageContaining("nonsense");
    }

    private Optional<Submission> submission(Optional<String> base, String head) {
        return Submission.of(RevisionRange.read(folder, base, head), SHOP, "someone");
    }

    private void commit(String message, String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        git.add().addFilepattern(".").call();
        PersonIdent ada = new PersonIdent("Ada", "ada@example.com");
        git.commit()
                .setMessage(message)
                .setAuthor(ada)
                .setCommitter(ada)
                .setSign(false)
                .call();
    }
}
