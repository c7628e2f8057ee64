package io.godwit.cli.change;

import io.godwit.analyzer.rename.RenameHint;
import io.godwit.model.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/// Two revisions of a git repository, and the schema files in each.
///
/// @param repository where the code lives: the address of the remote `origin` without credentials, else
/// the folder
/// @param base       the revision the change starts from; empty where the head is the first commit
/// @param head       the revision the change ends at
/// @param subject    first line of the head's message
/// @param messages   the messages of all commits of the range, newest first
/// @param author     the head's author
/// @param before     schema files of the base by path
/// @param after      schema files of the head by path
/// @param leftOut    paths of schema files that are too large on one side, and therefore on neither
public record RevisionRange(
        String repository,
        String base,
        String head,
        String subject,
        List<String> messages,
        String author,
        Map<String, String> before,
        Map<String, String> after,
        Set<String> leftOut) {
    private static final int MOST_MESSAGES = 1000;

    public RevisionRange {
        messages = List.copyOf(messages);
        before = Map.copyOf(before);
        after = Map.copyOf(after);
        leftOut = Set.copyOf(leftOut);
    }

    /// What the commits state about the change: the renames of their trailers, the newest one's word first.
    public Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        messages.stream()
                .flatMap(message -> RenameHint.inMessage(message).stream())
                .forEach(hint -> facts.putIfAbsent("rename:" + hint.before(), hint.after()));
        return facts;
    }

    /// A sentence for each file that is left out.
    public List<String> saidOfLeftOut() {
        return leftOut.stream()
                .sorted()
                .map(path -> "Left out: " + path + " has more than " + RevisionFiles.LARGEST_FILE
                        + " bytes. If it declares models, split it.")
                .toList();
    }

    /// The same range with the files that changed and those needed to understand them.
    public RevisionRange needed() {
        Set<String> needed = new HashSet<>(before.keySet());
        needed.addAll(after.keySet());
        needed.removeIf(path -> Objects.equals(before.get(path), after.get(path)));
        needed.addAll(new Context(after).of(Set.copyOf(needed)));
        Map<String, String> neededBefore = new TreeMap<>(before);
        neededBefore.keySet().retainAll(needed);
        Map<String, String> neededAfter = new TreeMap<>(after);
        neededAfter.keySet().retainAll(needed);
        return new RevisionRange(repository, base, head, subject, messages, author, neededBefore, neededAfter, leftOut);
    }

    /// Reads a range: the files that may say something about the schema.
    ///
    /// @param folder any folder inside the repository's work tree
    /// @param base   a revision as git understands it; empty for the parent of `head`
    /// @param head   a revision as git understands it
    /// @throws Problem USER if the folder is in no repository or a revision is unknown
    public static RevisionRange read(Path folder, Optional<String> base, String head) {
        try (Repository repository = open(folder);
                RevWalk commits = new RevWalk(repository)) {
            RevCommit headCommit = commit(repository, commits, head);
            Optional<RevCommit> baseCommit = base.isPresent()
                    ? Optional.of(commit(repository, commits, base.get()))
                    : parent(commits, headCommit);
            RevisionFiles files = new RevisionFiles(repository);
            Map<String, String> before = baseCommit.isPresent() ? files.of(baseCommit.get()) : Map.of();
            Map<String, String> after = files.of(headCommit);
            return new RevisionRange(
                    nameOf(repository),
                    baseCommit.map(RevCommit::name).orElse(""),
                    headCommit.name(),
                    headCommit.getShortMessage(),
                    messages(repository, headCommit, baseCommit),
                    headCommit.getAuthorIdent().getName(),
                    files.withoutTooLarge(before),
                    files.withoutTooLarge(after),
                    files.tooLarge());
        } catch (IOException problem) {
            throw Problem.environment(
                    "REPOSITORY_UNREADABLE", "Cannot read the git repository at " + folder + ": " + problem, problem);
        }
    }

    private static Repository open(Path folder) throws IOException {
        RepositoryBuilder builder = new RepositoryBuilder()
                .readEnvironment()
                .findGitDir(folder.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            throw Problem.user(
                    "NO_REPOSITORY",
                    folder.toAbsolutePath().normalize()
                            + " is in no git repository. Run this inside the one with your code, or name it with --repository.");
        }
        return builder.build();
    }

    private static RevCommit commit(Repository repository, RevWalk commits, String revision) throws IOException {
        try {
            ObjectId id = repository.resolve(revision + "^{commit}");
            if (id != null) {
                return commits.parseCommit(id);
            }
        } catch (RevisionSyntaxException _) {
            // Reported below like a revision that does not exist.
        }
        throw Problem.user(
                "UNKNOWN_REVISION",
                "git knows no revision '" + revision + "' in "
                        + repository.getWorkTree().toPath().normalize()
                        + ". (A shallow clone has only the newest commits: fetch the base too.)");
    }

    private static Optional<RevCommit> parent(RevWalk commits, RevCommit commit) throws IOException {
        return commit.getParentCount() == 0 ? Optional.empty() : Optional.of(commits.parseCommit(commit.getParent(0)));
    }

    private static String nameOf(Repository repository) {
        return Optional.ofNullable(repository.getConfig().getString("remote", Constants.DEFAULT_REMOTE_NAME, "url"))
                .map(url -> url.replaceFirst("://[^/@]*@", "://"))
                .orElseGet(() -> repository
                        .getWorkTree()
                        .toPath()
                        .toAbsolutePath()
                        .normalize()
                        .toString());
    }

    private static List<String> messages(Repository repository, RevCommit head, Optional<RevCommit> base)
            throws IOException {
        List<String> messages = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(head));
            if (base.isPresent()) {
                walk.markUninteresting(walk.parseCommit(base.get()));
            }
            for (RevCommit commit : walk) {
                messages.add(commit.getFullMessage());
                if (messages.size() == MOST_MESSAGES) {
                    break;
                }
            }
        }
        return messages;
    }
}
