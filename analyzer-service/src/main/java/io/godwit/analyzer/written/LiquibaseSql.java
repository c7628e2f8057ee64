package io.godwit.analyzer.written;

import static io.godwit.analyzer.written.MigrationPaths.name;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Liquibase's formatted SQL: changesets with their rollbacks in comments (docs.liquibase.com, "Formatted SQL
/// changelog").
final class LiquibaseSql implements MigrationFormat {
    private static final Pattern HEADER = Pattern.compile("(?is)\\s*--\\s*liquibase\\s+formatted\\s+sql.*");
    private static final Pattern PROPERTY = Pattern.compile("(?i)\\s*--\\s*property\\s+(?<more>.*)");

    @Override
    public boolean reads(String path) {
        return name(path).endsWith(".sql");
    }

    static boolean isLiquibase(String text) {
        return HEADER.matcher(text).matches();
    }

    @Override
    public List<Script> read(SourceFile file, List<SourceFile> project, ProjectFacts facts) {
        if (!isLiquibase(file.text())) {
            return List.of();
        }
        List<Changeset> changesets = new ArrayList<>();
        Map<String, String> properties = new HashMap<>();
        boolean inRollback = false;
        String[] lines = file.text().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher property = PROPERTY.matcher(lines[i]);
            if (property.matches()) {
                declare(new Attributes(property.group("more")), properties);
            } else if (Changeset.begins(lines[i])) {
                changesets.add(new Changeset(lines[i], i + 1));
                inRollback = false;
            } else if (!changesets.isEmpty()) {
                inRollback = changesets.getLast().take(lines[i], inRollback);
            }
        }
        Placeholders placeholders = new Placeholders(properties);
        List<Script> scripts = new ArrayList<>();
        for (Changeset changeset : changesets) {
            scripts.addAll(changeset.scripts(file.path(), placeholders, facts));
        }
        return scripts;
    }

    /// The first that gives a name its value wins.
    private static void declare(Attributes property, Map<String, String> properties) {
        if (property.isForPostgres()) {
            property.of("name")
                    .ifPresent(name ->
                            properties.putIfAbsent(name, property.of("value").orElse("")));
        }
    }
}
