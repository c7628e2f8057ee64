package io.godwit.analyzer.django;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement.ClassDefinition;
import io.godwit.analyzer.python.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A file of `migrations/` with its class `Migration`.
///
/// @param dependencies those it names that are migrations, of any app
/// @param replaces     those it is a squash of
record MigrationFile(PythonModule module, Id id, List<Id> dependencies, List<Id> replaces, List<Operation> operations) {

    /// @param name the file's, without its ending
    record Id(String label, String name) {}

    static boolean isMigration(String path) {
        return path.matches("(.*/)?migrations/[^/]+\\.py") && !path.endsWith("/__init__.py");
    }

    /// Empty if the file has no class `Migration`.
    static Optional<MigrationFile> of(PythonModule module, Apps apps, Arguments arguments) {
        return module.flattened()
                .filter(ClassDefinition.class::isInstance)
                .map(ClassDefinition.class::cast)
                .filter(definition -> definition.name().equals("Migration"))
                .findFirst()
                .map(definition -> {
                    ClassReference type = new ClassReference(Scope.of(module), definition);
                    String file = module.path().substring(module.path().lastIndexOf('/') + 1);
                    return new MigrationFile(
                            module,
                            new Id(apps.ofMigrations(module), file.replaceFirst("\\.py$", "")),
                            ids(type, "dependencies", arguments),
                            ids(type, "replaces", arguments),
                            member(type, "operations", arguments).stream()
                                    .map(element -> Operation.of(element, arguments))
                                    .toList());
                });
    }

    private static List<Written> member(ClassReference type, String name, Arguments arguments) {
        return switch (arguments.evaluation().names().memberOf(type, name).orElse(new Resolution.Unknown(name))) {
            case Resolution.OfValue(Scope scope, Expression value) -> arguments.elements(new Written(scope, value));
            case Resolution _ -> List.of();
        };
    }

    /// Pairs of app and migration; anything else (`swappable_dependency`) orders nothing among the files.
    private static List<Id> ids(ClassReference type, String member, Arguments arguments) {
        List<Id> ids = new ArrayList<>();
        for (Written element : member(type, member, arguments)) {
            if (arguments.value(element).orElse(new Value.Nothing()) instanceof Value.Listed(List<Value> pair)
                    && pair.size() == 2
                    && pair.stream().allMatch(Value.Text.class::isInstance)) {
                ids.add(new Id(
                        pair.getFirst().asText().orElse(""),
                        pair.getLast().asText().orElse("")));
            }
        }
        return ids;
    }
}
