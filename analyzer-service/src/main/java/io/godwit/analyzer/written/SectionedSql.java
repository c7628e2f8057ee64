package io.godwit.analyzer.written;

import static io.godwit.analyzer.written.MigrationPaths.name;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.written.Script.Direction;
import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// SQL files that hold both directions, divided by comments.
final class SectionedSql implements MigrationFormat {
    /// How a tool writes where a direction begins. What comes before the first mark is UP where the tool marks only the
    /// way back.
    private enum Marks {
        DBMATE("dbmate", "[ \\t]*--[ \\t]*migrate:up\\b.*", "[ \\t]*--[ \\t]*migrate:down\\b.*"),
        GOOSE("goose", "[ \\t]*--[ \\t]*\\+goose[ \\t]+up\\b.*", "[ \\t]*--[ \\t]*\\+goose[ \\t]+down\\b.*"),
        SQL_MIGRATE(
                "sql-migrate",
                "[ \\t]*--[ \\t]*\\+migrate[ \\t]+up\\b.*",
                "[ \\t]*--[ \\t]*\\+migrate[ \\t]+down\\b.*"),
        NODE_PG_MIGRATE(
                "node-pg-migrate",
                "[ \\t]*--[ \\t]*up[ \\t]+migration\\b.*",
                "[ \\t]*--[ \\t]*down[ \\t]+migration\\b.*"),
        PLAY(
                "Play evolutions",
                "(?:#[ \\t]*|--[ \\t]*)(?:---[ \\t]*)?!ups\\b.*",
                "(?:#[ \\t]*|--[ \\t]*)(?:---[ \\t]*)?!downs\\b.*"),
        RAMBLER("rambler", "[ \\t]*--[ \\t]*rambler[ \\t]+up\\b.*", "[ \\t]*--[ \\t]*rambler[ \\t]+down\\b.*"),
        MYBATIS("MyBatis Migrations", "", "[ \\t]*--[ \\t]*//[ \\t]*@undo\\b.*"),
        TERN("tern", "", "----[ \\t]*create above[ \\t]*/[ \\t]*drop below[ \\t]*----.*");

        private final String tool;
        private final Optional<Pattern> up;
        private final Pattern down;

        Marks(String tool, String up, String down) {
            this.tool = tool;
            this.up = up.isEmpty() ? Optional.empty() : Optional.of(line(up));
            this.down = line(down);
        }

        private static Pattern line(String pattern) {
            return Pattern.compile("(?im)^" + pattern + "$");
        }

        private boolean isIn(String text) {
            return up.orElse(down).matcher(text).find() || down.matcher(text).find();
        }

        private List<Section> sections(String text) {
            List<Section> found = new ArrayList<>();
            if (up.isEmpty()) {
                found.add(new Section(Direction.UP, 0, 0));
            }
            up.ifPresent(pattern -> pattern.matcher(text)
                    .results()
                    .forEach(mark -> found.add(new Section(Direction.UP, mark.start(), mark.end()))));
            down.matcher(text)
                    .results()
                    .forEach(mark -> found.add(new Section(Direction.DOWN, mark.start(), mark.end())));
            found.sort(Comparator.comparingInt(Section::mark));
            return found;
        }
    }

    /// @param mark where its mark begins
    /// @param from where its SQL begins
    private record Section(Direction direction, int mark, int from) {}

    @Override
    public boolean reads(String path) {
        return name(path).endsWith(".sql");
    }

    static boolean isSectioned(String text) {
        return marks(text).isPresent();
    }

    private static Optional<Marks> marks(String text) {
        return Arrays.stream(Marks.values()).filter(marks -> marks.isIn(text)).findFirst();
    }

    @Override
    public List<Script> read(SourceFile file, List<SourceFile> project, ProjectFacts facts) {
        return marks(file.text()).map(marks -> scripts(file, marks)).orElse(List.of());
    }

    private static List<Script> scripts(SourceFile file, Marks marks) {
        List<Section> sections = marks.sections(file.text());
        List<Script> scripts = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            int to = i + 1 < sections.size()
                    ? sections.get(i + 1).mark()
                    : file.text().length();
            Section section = sections.get(i);
            scripts.add(script(file, marks.tool, section.direction(), section.from(), to));
        }
        return scripts;
    }

    /// dbmate and goose record the number a file's name begins with, sql-migrate the name, node-pg-migrate the name
    /// without its ending.
    private static Set<String> recorded(String tool, String name) {
        return switch (tool) {
            case "dbmate", "goose" ->
                MigrationPaths.leadingNumber(name).map(Set::of).orElse(Set.of());
            case "sql-migrate" -> Set.of(name);
            case "MyBatis Migrations", "Play evolutions", "rambler", "tern" -> Set.of();
            case String _ -> Set.of(name.replaceFirst("\\.sql$", ""));
        };
    }

    private static Script script(SourceFile file, String tool, Direction direction, int from, int to) {
        int line = 1
                + (int) file.text()
                        .substring(0, from)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new Script(
                tool,
                file.path(),
                name(file.path()),
                direction,
                SqlText.whole(file.path(), file.text().substring(from, to), line),
                List.of(),
                new SourceLocation(file.path(), line),
                recorded(tool, name(file.path())));
    }
}
