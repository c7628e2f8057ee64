package io.godwit.analyzer.prisma;

import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.prisma.Declaration.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which files make up one schema. A file belongs to the `datasource` with which it shares the longest path.
final class SchemaFolders {
    private SchemaFolders() {}

    /// @return the declarations of each schema; one schema if there is at most one `datasource`
    static List<List<Declaration>> schemas(Map<SourceFile, List<Declaration>> parsed) {
        List<SourceFile> roots = parsed.keySet().stream()
                .filter(file -> parsed.getOrDefault(file, List.of()).stream().anyMatch(SchemaFolders::isDatasource))
                .toList();
        Map<String, List<Declaration>> schemas = new LinkedHashMap<>();
        parsed.forEach((file, declarations) -> {
            String root = roots.stream()
                    .map(SourceFile::path)
                    .max(Comparator.comparingInt(path -> shared(path, file.path())))
                    .orElse("");
            schemas.computeIfAbsent(root, _ -> new ArrayList<>()).addAll(declarations);
        });
        return List.copyOf(schemas.values());
    }

    private static boolean isDatasource(Declaration declaration) {
        return declaration instanceof Settings settings && settings.keyword().equals("datasource");
    }

    /// How many leading folders two paths share; the most for a file and itself.
    private static int shared(String one, String other) {
        if (one.equals(other)) {
            return Integer.MAX_VALUE;
        }
        String[] left = one.split("/");
        String[] right = other.split("/");
        int count = 0;
        while (count < Math.min(left.length, right.length) - 1 && left[count].equals(right[count])) {
            count++;
        }
        return count;
    }
}
