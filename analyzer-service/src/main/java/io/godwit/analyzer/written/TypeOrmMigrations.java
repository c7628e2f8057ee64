package io.godwit.analyzer.written;

import static io.godwit.analyzer.written.MigrationPaths.name;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.script.Program;
import io.godwit.analyzer.written.Script.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Migration classes of TypeORM and MikroORM: what their `up` and `down` have the query runner do, or give to `addSql`.
/// What is only known when the program runs is kept as not understood.
final class TypeOrmMigrations implements MigrationFormat {
    @Override
    public boolean reads(String path) {
        return path.matches(".*\\.[cm]?[jt]s") && !path.endsWith(".d.ts") && path.matches("(?i).*migration.*");
    }

    @Override
    public List<Script> read(SourceFile file, List<SourceFile> project, ProjectFacts facts) {
        if (!isMigration(file.text())) {
            return List.of();
        }
        boolean mikro = isMikro(file.text());
        Program program = new Program(Stream.concat(
                        Stream.of(file),
                        project.stream().filter(other -> !other.path().equals(file.path())))
                .toList());
        return program.script(file.path())
                .map(source -> directions(mikro ? "MikroORM" : "TypeORM", file, program, source))
                .orElse(List.of());
    }

    /// Whether the text is that of a migration class.
    static boolean isMigration(String text) {
        return isMikro(text) || text.contains("MigrationInterface") || text.contains("queryRunner");
    }

    private static boolean isMikro(String text) {
        return text.contains("this.addSql(");
    }

    private static List<Script> directions(
            String tool, SourceFile file, Program program, io.godwit.analyzer.typeorm.script.Script source) {
        List<Script> directions = new ArrayList<>();
        for (SyntaxNode method : source.root().descendants("method_definition")) {
            String called = method.child("name").map(SyntaxNode::text).orElse("");
            if (called.equals("up") || called.equals("down")) {
                directions.add(new Script(
                        tool,
                        file.path(),
                        name(file.path()),
                        called.equals("up") ? Direction.UP : Direction.DOWN,
                        new RunnerMethod(program, source, method).statements(),
                        List.of(),
                        method.location(),
                        recorded(tool, name(file.path()))));
            }
        }
        return directions;
    }

    /// MikroORM records the file's name, TypeORM the time that the file's name begins with.
    private static Set<String> recorded(String tool, String name) {
        return tool.equals("MikroORM")
                ? Set.of(name.replaceFirst("\\.[cm]?[jt]s$", ""))
                : MigrationPaths.leadingNumber(name).map(Set::of).orElse(Set.of());
    }
}
