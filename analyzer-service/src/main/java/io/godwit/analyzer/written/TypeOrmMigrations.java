package io.godwit.analyzer.written;

import static io.godwit.analyzer.written.MigrationPaths.name;

import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.script.Program;
import io.godwit.analyzer.written.Script.Direction;
import java.util.ArrayList;
import java.util.List;

/// Migration classes of TypeORM: what their `up` and `down` have the query runner do. What is only known when the
/// program runs is kept as not understood.
final class TypeOrmMigrations implements MigrationFormat {
    @Override
    public boolean reads(String path) {
        return path.matches(".*\\.[cm]?[jt]s") && !path.endsWith(".d.ts") && path.matches("(?i).*migration.*");
    }

    @Override
    public List<Script> read(SourceFile file) {
        if (!file.text().contains("MigrationInterface") && !file.text().contains("queryRunner")) {
            return List.of();
        }
        Program program = new Program(List.of(file));
        return program.script(file.path())
                .map(source -> directions(file, program, source))
                .orElse(List.of());
    }

    private static List<Script> directions(
            SourceFile file, Program program, io.godwit.analyzer.typeorm.script.Script source) {
        List<Script> directions = new ArrayList<>();
        for (SyntaxNode method : source.root().descendants("method_definition")) {
            String called = method.child("name").map(SyntaxNode::text).orElse("");
            if (called.equals("up") || called.equals("down")) {
                directions.add(new Script(
                        "TypeORM",
                        file.path(),
                        name(file.path()),
                        called.equals("up") ? Direction.UP : Direction.DOWN,
                        new RunnerMethod(program, source, method).statements(),
                        List.of(),
                        method.location()));
            }
        }
        return directions;
    }
}
