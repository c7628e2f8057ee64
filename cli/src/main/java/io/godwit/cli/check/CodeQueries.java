package io.godwit.cli.check;

import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.query.AddedQueries;
import io.godwit.model.Problem;
import io.godwit.postgres.usage.UsedQuery;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The SQL in a folder of source code.
final class CodeQueries {
    private static final long LARGEST = 1_000_000;

    private CodeQueries() {}

    static List<UsedQuery> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw Problem.user("NO_SUCH_FOLDER", "--code " + folder + ": there is no such folder.");
        }
        List<FileChange> files = new ArrayList<>();
        List<Path> paths;
        try (Stream<Path> all = Files.walk(folder)) {
            paths = all.filter(path -> AddedQueries.reads(relative(folder, path)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
        for (Path path : paths) {
            if (Files.size(path) <= LARGEST) {
                try {
                    files.add(new FileChange(
                            relative(folder, path), Optional.empty(), Optional.of(Files.readString(path))));
                } catch (CharacterCodingException notText) {
                    continue;
                }
            }
        }
        return AddedQueries.in(files).whole().stream()
                .map(query -> new UsedQuery(
                        query.sql(),
                        query.sql().replaceAll("\\s+", " ").strip(),
                        UsedQuery.Origin.CODE,
                        folder.resolve(query.location().file()) + ":"
                                + query.location().line(),
                        OptionalDouble.empty()))
                .toList();
    }

    private static String relative(Path folder, Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
    }
}
