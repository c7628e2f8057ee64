package io.godwit.cli.change;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/// Which revisions a deployed revision contains.
///
/// @param folder any folder inside the repository's work tree
/// @param head   the deployed revision
public record Ancestry(Path folder, String head) {

    /// Whether the head is that revision or comes after it. What the repository does not know, and everything outside
    /// a repository, is contained only if it is the head itself.
    public boolean contains(String revision) {
        if (revision.equals(head)) {
            return true;
        }
        RepositoryBuilder builder = new RepositoryBuilder().findGitDir(folder.toFile());
        if (builder.getGitDir() == null) {
            return false;
        }
        try (Repository repository = builder.build();
                RevWalk commits = new RevWalk(repository)) {
            @Nullable ObjectId deployed = repository.resolve(head + "^{commit}");
            @Nullable ObjectId asked = repository.resolve(revision + "^{commit}");
            return deployed != null
                    && asked != null
                    && commits.isMergedInto(commits.parseCommit(asked), commits.parseCommit(deployed));
        } catch (IOException | RuntimeException unknown) {
            return false;
        }
    }
}
