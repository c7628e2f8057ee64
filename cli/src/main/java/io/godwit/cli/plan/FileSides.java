package io.godwit.cli.plan;

import io.godwit.analyzer.FileChange;
import io.godwit.cli.change.FileText;
import io.godwit.cli.change.RevisionRange;
import io.godwit.cli.change.SchemaFiles;
import io.godwit.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The files of both sides of a change that say something about the schema.
public final class FileSides {
    private FileSides() {}

    /// From two revisions of a git repository.
    public static List<FileChange> ofRevisions(RevisionRange range) {
        return files(range.before(), range.after());
    }

    /// From two folders, or two files, which then count as one file that changed.
    ///
    /// @throws Problem USER for a path that is not there
    public static List<FileChange> ofPaths(Path before, Path after) {
        if (Files.isRegularFile(before) && Files.isRegularFile(after)) {
            String name = after.getFileName().toString();
            return List.of(new FileChange(name, Optional.of(text(before)), Optional.of(text(after))));
        }
        return files(side(before, "--before"), side(after, "--after"));
    }

    private static Map<String, String> side(Path path, String option) {
        if (Files.isRegularFile(path)) {
            return Map.of(path.getFileName().toString(), text(path));
        }
        if (!Files.isDirectory(path)) {
            throw Problem.user("NO_SUCH_PATH", option + " " + path + ": there is no such file or folder.");
        }
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(path)) {
            walk.filter(Files::isRegularFile).forEach(file -> {
                String name = path.relativize(file).toString().replace('\\', '/');
                if (SchemaFiles.holdsSchema(name)) {
                    texts.put(name, text(file));
                }
            });
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot read the folder " + path, problem);
        }
        return texts;
    }

    private static String text(Path file) {
        try {
            return FileText.decoded(Files.readAllBytes(file));
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot read " + file, problem);
        }
    }

    private static List<FileChange> files(Map<String, String> before, Map<String, String> after) {
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        return paths.stream()
                .map(path -> new FileChange(
                        path, Optional.ofNullable(before.get(path)), Optional.ofNullable(after.get(path))))
                .toList();
    }
}
