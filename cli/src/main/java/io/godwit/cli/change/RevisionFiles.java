package io.godwit.cli.change;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/// The schema files of revisions of a git repository. Links are not followed: what they lead to inside the repository
/// is
/// read at its own place.
final class RevisionFiles {
    /// In bytes; above it a file is data, not code.
    static final int LARGEST_FILE = 16_000_000;

    private final Repository repository;

    /// Most files are the same in both revisions.
    private final Map<ObjectId, String> texts = new HashMap<>();

    private final Set<String> tooLarge = new TreeSet<>();

    RevisionFiles(Repository repository) {
        this.repository = repository;
    }

    /// The texts of a revision's schema files by path.
    Map<String, String> of(RevCommit commit) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (TreeWalk tree = new TreeWalk(repository);
                ObjectReader reader = repository.newObjectReader()) {
            tree.addTree(commit.getTree());
            tree.setRecursive(true);
            while (tree.next()) {
                if (isFile(tree.getFileMode(0)) && SchemaFiles.holdsSchema(tree.getPathString())) {
                    read(tree, reader, files);
                }
            }
        }
        return files;
    }

    private void read(TreeWalk tree, ObjectReader reader, Map<String, String> files) throws IOException {
        ObjectId id = tree.getObjectId(0);
        String known = texts.get(id);
        if (known == null) {
            ObjectLoader file = reader.open(id);
            if (file.getSize() > LARGEST_FILE) {
                tooLarge.add(tree.getPathString());
                return;
            }
            known = FileText.decoded(file.getCachedBytes(LARGEST_FILE));
            texts.put(id, known);
        }
        files.put(tree.getPathString(), known);
    }

    private static boolean isFile(FileMode mode) {
        return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
    }

    /// The paths of files that are too large in one of the revisions read so far.
    Set<String> tooLarge() {
        return tooLarge;
    }

    /// A file that has grown too large is not gone: it is in neither of the revisions that are compared.
    Map<String, String> withoutTooLarge(Map<String, String> files) {
        Map<String, String> left = new TreeMap<>(files);
        left.keySet().removeAll(tooLarge);
        return left;
    }
}
