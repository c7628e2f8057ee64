package io.godwit.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/// A git repository with the shop's code. Its first commit is `examples/shop/app`; each change is a commit on a branch
/// of its own, which is merged (fast-forward) or abandoned.
public final class ShopRepository implements AutoCloseable {
    private static final String MAIN = "main";
    private static final String MESSAGE = "message.txt";

    private final Git git;
    private final Path changes;

    private ShopRepository(Git git, Path changes) {
        this.git = git;
        this.changes = changes;
    }

    /// A change as it was committed.
    public record Committed(String base, String head, String subject) {}

    /// Makes the repository in an empty or missing folder, with the first version committed.
    ///
    /// @param example the folder `examples/shop` of Godwit
    public static ShopRepository create(Path folder, Path example) throws IOException, GitAPIException {
        Files.createDirectories(folder);
        copy(example.resolve("app"), folder);
        Git git =
                Git.init().setDirectory(folder.toFile()).setInitialBranch(MAIN).call();
        ShopRepository repository = new ShopRepository(git, example.resolve("changes"));
        repository.commit("The shop's first version");
        return repository;
    }

    public Path folder() {
        return git.getRepository().getWorkTree().toPath();
    }

    /// Commits a change on top of the main branch, on a branch of its own.
    public Committed commit(ShopChange change) throws IOException, GitAPIException {
        Path files = changes.resolve(change.folder());
        String base = revision(MAIN).name();
        git.checkout()
                .setName(change.folder())
                .setCreateBranch(true)
                .setStartPoint(MAIN)
                .call();
        copy(files, folder());
        RevCommit commit = commit(Files.readString(files.resolve(MESSAGE)));
        return new Committed(base, commit.name(), commit.getShortMessage());
    }

    /// The main branch goes on from the change.
    public void merge(ShopChange change) throws IOException, GitAPIException {
        git.checkout().setName(MAIN).call();
        git.merge().include(revision(change.folder())).call();
    }

    /// The change stays on its branch; the work tree goes back to the main branch.
    public void abandon() throws GitAPIException {
        git.checkout().setName(MAIN).call();
    }

    private ObjectId revision(String branch) throws IOException {
        return Objects.requireNonNull(git.getRepository().resolve(branch), () -> "no branch " + branch);
    }

    private RevCommit commit(String message) throws GitAPIException {
        PersonIdent developer = new PersonIdent("Ada Example", "ada@example.com");
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage(message)
                .setAuthor(developer)
                .setCommitter(developer)
                .setSign(false)
                .call();
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(from)) {
            files = found.filter(Files::isRegularFile)
                    .map(from::relativize)
                    .filter(file -> !file.equals(Path.of(MESSAGE)))
                    .toList();
        }
        for (Path file : files) {
            Path target = to.resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, Files.readString(from.resolve(file)));
        }
    }

    @Override
    public void close() {
        git.close();
    }
}
