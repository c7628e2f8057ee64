package io.godwit.analyzer.written;

import static io.godwit.analyzer.written.MigrationPaths.name;

import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.written.Script.Direction;
import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Liquibase's formatted SQL: changesets with their rollbacks in comments (docs.liquibase.com, "Formatted SQL
/// changelog").
final class LiquibaseSql implements MigrationFormat {
    private static final Pattern HEADER = Pattern.compile("(?is)\\s*--\\s*liquibase\\s+formatted\\s+sql.*");
    private static final Pattern CHANGESET =
            Pattern.compile("(?i)\\s*--\\s*changeset\\s+(?<author>[^:]+):(?<id>\"[^\"]+\"|\\S+)(?<more>.*)");
    private static final Pattern ROLLBACK = Pattern.compile("(?i)\\s*--\\s*rollback\\b(?<sql>.*)");
    private static final Pattern ROLLBACK_BLOCK = Pattern.compile("(?i)\\s*/\\*\\s*liquibase\\s+rollback\\s*");
    private static final Pattern DATABASES = Pattern.compile("(?i)\\bdbms:(?<names>\"[^\"]*\"|\\S+)");

    @Override
    public boolean reads(String path) {
        return name(path).endsWith(".sql");
    }

    static boolean isLiquibase(String text) {
        return HEADER.matcher(text).matches();
    }

    @Override
    public List<Script> read(SourceFile file, List<SourceFile> project) {
        if (!isLiquibase(file.text())) {
            return List.of();
        }
        List<Changeset> changesets = new ArrayList<>();
        String[] lines = file.text().split("\n", -1);
        boolean inRollback = false;
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            Matcher changeset = CHANGESET.matcher(line);
            if (changeset.matches()) {
                changesets.add(new Changeset(changeset, i + 1));
                inRollback = false;
            } else if (!changesets.isEmpty()) {
                inRollback = changesets.getLast().take(line, inRollback);
            }
        }
        List<Script> scripts = new ArrayList<>();
        for (Changeset changeset : changesets) {
            if (changeset.isForPostgres()) {
                changeset.scripts(file.path(), scripts);
            }
        }
        return scripts;
    }

    /// A changeset while its lines are gathered. Lines that are not its own are left empty, so that the numbers of the
    /// others stay right.
    private static final class Changeset {
        private final String id;
        private final String more;
        private final int line;
        private final StringBuilder up = new StringBuilder();
        private final StringBuilder down = new StringBuilder();

        private Changeset(Matcher header, int line) {
            this.id = header.group("author").strip() + ":" + header.group("id");
            this.more = header.group("more");
            this.line = line;
        }

        private boolean take(String text, boolean inRollback) {
            if (inRollback) {
                int end = text.indexOf("*/");
                down.append(end < 0 ? text : text.substring(0, end)).append('\n');
                up.append('\n');
                return end < 0;
            }
            Matcher rollback = ROLLBACK.matcher(text);
            if (rollback.matches()) {
                down.append(rollback.group("sql")).append('\n');
                up.append('\n');
                return false;
            }
            boolean opens = ROLLBACK_BLOCK.matcher(text).matches();
            up.append(opens ? "" : text).append('\n');
            down.append('\n');
            return opens;
        }

        private boolean isForPostgres() {
            Matcher databases = DATABASES.matcher(more);
            if (!databases.find()) {
                return true;
            }
            String names = databases.group("names").toLowerCase(Locale.ROOT).replace("\"", "");
            return List.of(names.split("\\s*,\\s*")).stream()
                    .anyMatch(name -> name.equals("postgresql")
                            || name.equals("all")
                            || name.startsWith("!") && !name.equals("!postgresql"));
        }

        private void scripts(String path, List<Script> scripts) {
            String migration = path + " " + id;
            String order = name(path) + String.format(Locale.ROOT, " %06d", line);
            scripts.add(new Script(
                    "Liquibase",
                    migration,
                    order,
                    Direction.UP,
                    SqlText.statements(path, up.toString(), line + 1),
                    List.of(),
                    new SourceLocation(path, line)));
            String back = down.toString();
            boolean says =
                    !back.isBlank() && !back.strip().toLowerCase(Locale.ROOT).matches("empty|not required");
            if (says) {
                scripts.add(new Script(
                        "Liquibase",
                        migration,
                        order,
                        Direction.DOWN,
                        SqlText.statements(path, back, line + 1),
                        List.of(),
                        new SourceLocation(path, line)));
            }
        }
    }
}
