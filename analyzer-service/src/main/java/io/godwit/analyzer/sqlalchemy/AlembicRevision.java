package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Names;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.PythonSources;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement.Assignment;
import io.godwit.analyzer.python.Statement.FunctionDefinition;
import io.godwit.analyzer.python.Value;
import io.godwit.model.SourceLocation;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A revision file of Alembic (Flask-Migrate's, too).
///
/// @param revision its name
/// @param after    the revisions it comes after
public record AlembicRevision(
        String revision,
        List<String> after,
        List<AlembicOperation> upgrade,
        List<AlembicOperation> downgrade,
        SourceLocation location) {
    private static final Pattern SIGN = Pattern.compile("(?m)^down_revision\\s*[:=]");

    public AlembicRevision {
        after = List.copyOf(after);
        upgrade = List.copyOf(upgrade);
        downgrade = List.copyOf(downgrade);
    }

    /// Whether the text is that of a revision.
    public static boolean isRevision(String text) {
        return SIGN.matcher(text).find();
    }

    /// Empty if it is no revision.
    ///
    /// @param project the other Python files, for what it imports
    /// @throws ModelUnreadable if the file is no Python, or too large
    public static Optional<AlembicRevision> of(SourceFile file, Collection<SourceFile> project) {
        if (!isRevision(file.text())) {
            return Optional.empty();
        }
        PythonModule module = PythonSources.shared().module(file);
        List<PythonModule> imported = ImportedModules.of(module, file.text(), project);
        return Optional.of(new AlembicRevision(
                names(module, "revision").stream().findFirst().orElse(file.path()),
                Stream.concat(names(module, "down_revision").stream(), names(module, "depends_on").stream())
                        .toList(),
                operations(module, "upgrade", imported),
                operations(module, "downgrade", imported),
                SourceLocation.wholeFile(file.path())));
    }

    private static List<String> names(PythonModule module, String variable) {
        Evaluation evaluation = new Evaluation(new Names(List.of(module)), _ -> Optional.empty());
        return module.flattened()
                .filter(statement -> statement instanceof Assignment assignment
                        && assignment.name().filter(variable::equals).isPresent())
                .flatMap(statement -> ((Assignment) statement).value().stream())
                .flatMap(value -> evaluation.of(Scope.of(module), value).stream())
                .flatMap(value ->
                        value instanceof Value.Listed(List<Value> several) ? several.stream() : Stream.of(value))
                .flatMap(value -> value.asText().stream())
                .toList();
    }

    private static List<AlembicOperation> operations(
            PythonModule module, String function, List<PythonModule> imported) {
        return module.flattened()
                .filter(statement -> statement instanceof FunctionDefinition definition
                        && definition.name().equals(function))
                .map(statement -> new AlembicFunction(module, (FunctionDefinition) statement, imported).operations())
                .findFirst()
                .orElse(List.of());
    }
}
