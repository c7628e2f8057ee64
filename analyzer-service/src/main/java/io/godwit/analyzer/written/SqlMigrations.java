package io.godwit.analyzer.written;

import static io.godwit.analyzer.written.MigrationPaths.folder;
import static io.godwit.analyzer.written.MigrationPaths.name;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.written.Script.Direction;
import io.godwit.model.SourceLocation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Migrations that are SQL files, told apart by their names: Flyway, Prisma, golang-migrate, Diesel and its like, and
/// plain numbered files. What their text marks (dbmate, goose, Liquibase) is [SectionedSql]'s and [LiquibaseSql]'s.
final class SqlMigrations implements MigrationFormat {
    private static final Pattern FLYWAY = Pattern.compile("(?<kind>[VUBR])(?<version>\\d[\\d._]*)?__.*\\.sql");
    private static final Pattern GOLANG = Pattern.compile("(?<version>\\d+[^/]*?)\\.(?<direction>up|down)\\.sql");
    private static final Pattern NUMBERED = Pattern.compile("[vV]?\\d{1,17}(?:[._-].*)?\\.sql");
    /// Between two versions (`upgrade-1.2-to-1.3.sql`, `ext--1.0--1.1.sql`).
    private static final Pattern UPGRADE =
            Pattern.compile("(?i).*\\d[\\w.]*?(?:[._-]*(?<![a-z])to(?![a-z])[._-]*|--)[a-z]?\\d[\\w.]*\\.sql");
    private static final Pattern FOLDER_OF_UPGRADES =
            Pattern.compile("(?i)(?:.*/)?(?:migrations?|migrate|upgrades?|patches|deltas?)(?:/[^/]*)?");
    private static final Pattern WAY_BACK_BY_NAME =
            Pattern.compile("(?i)(?<name>.*)[._-](?:rollback|revert|undo|down)(?<end>\\.sql)");
    private static final Pattern WAY_BACK_BY_FOLDER =
            Pattern.compile("(?i)(?<folder>.*?)/?(?:rollbacks?|reverts?|undo|down|downgrades?)");
    private static final Pattern FOLDER_OF_MIGRATION = Pattern.compile(".*/?migrations?/[^/]+");

    @Override
    public boolean reads(String path) {
        return form(path).isPresent();
    }

    @Override
    public List<Script> read(SourceFile file, List<SourceFile> project, ProjectFacts facts) {
        Optional<Form> form = form(file.path());
        if (form.isEmpty() || LiquibaseSql.isLiquibase(file.text()) || SectionedSql.isSectioned(file.text())) {
            return List.of();
        }
        return List.of(new Script(
                form.get().tool(),
                form.get().migration(),
                form.get().order(),
                form.get().direction(),
                SqlText.whole(file.path(), file.text(), 1),
                List.of(),
                new SourceLocation(file.path(), 1),
                form.get().recorded()));
    }

    /// What the path tells.
    private record Form(String tool, String migration, String order, Direction direction, Optional<String> recordedAs) {
        private Set<String> recorded() {
            return recordedAs.map(Set::of).orElse(Set.of());
        }
    }

    private static Optional<Form> form(String path) {
        String name = name(path);
        String folder = folder(path);
        Matcher flyway = FLYWAY.matcher(name);
        if (flyway.matches()) {
            return flyway(path, folder, flyway);
        }
        Matcher golang = GOLANG.matcher(name);
        if (golang.matches()) {
            return Optional.of(new Form(
                    "golang-migrate",
                    folder + "/" + golang.group("version"),
                    golang.group("version"),
                    golang.group("direction").equals("up") ? Direction.UP : Direction.DOWN,
                    MigrationPaths.leadingNumber(name)));
        }
        if (name.equals("migration.sql") && FOLDER_OF_MIGRATION.matcher(folder).matches()) {
            return Optional.of(new Form("Prisma", folder, name(folder), Direction.UP, Optional.of(name(folder))));
        }
        if (name.matches("(up|down)\\.sql")
                && FOLDER_OF_MIGRATION.matcher(folder).matches()) {
            Direction direction = name.equals("up.sql") ? Direction.UP : Direction.DOWN;
            return Optional.of(new Form(
                    "up.sql and down.sql",
                    folder,
                    name(folder),
                    direction,
                    MigrationPaths.leadingNumber(name(folder).replaceAll("(?<=\\d)-(?=\\d)", ""))));
        }
        boolean numbered = NUMBERED.matcher(name).matches()
                || UPGRADE.matcher(name).matches()
                || name.matches("(?i).*\\d.*\\.sql")
                        && FOLDER_OF_UPGRADES.matcher(folder).matches();
        return numbered ? Optional.of(numbered(folder, name)) : Optional.empty();
    }

    /// A way back is called like the migration, with a word more in its name or in a folder beside it.
    private static Form numbered(String folder, String name) {
        Matcher byName = WAY_BACK_BY_NAME.matcher(name);
        Matcher byFolder = WAY_BACK_BY_FOLDER.matcher(folder);
        boolean back = byName.matches() || byFolder.matches();
        String forward = byName.matches() ? byName.group("name") + byName.group("end") : name;
        String beside = (byFolder.matches() ? byFolder.group("folder") : folder).replaceFirst("(?i)(?:^|/)up$", "");
        return new Form(
                "numbered SQL", beside + "/" + forward, name, back ? Direction.DOWN : Direction.UP, Optional.empty());
    }

    private static Optional<Form> flyway(String path, String folder, Matcher flyway) {
        String version = Optional.ofNullable(flyway.group("version")).orElse("");
        return switch (flyway.group("kind")) {
            case "V" ->
                Optional.of(new Form(
                        "Flyway",
                        "flyway " + version,
                        version,
                        Direction.UP,
                        Optional.of(ToolHistory.flywayVersion(version))));
            case "U" -> Optional.of(new Form("Flyway", "flyway " + version, version, Direction.DOWN, Optional.empty()));
            case "R" ->
                Optional.of(new Form("Flyway", path, "~" + folder + name(path), Direction.UP, Optional.empty()));
            // A baseline stands for what an existing database already has.
            default -> Optional.empty();
        };
    }
}
