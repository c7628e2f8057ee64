package io.godwit.analyzer.django;

import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Value;
import io.godwit.model.SourceLocation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An operation of a migration file: a call of one of Django's classes. Its name is the class's (`AddField`), and empty
/// for a class that is not Django's.
final class Operation {
    /// The arguments that may be given by position.
    private static final Map<String, List<String>> POSITIONS = Map.ofEntries(
            Map.entry("CreateModel", List.of("name", "fields", "options", "bases", "managers")),
            Map.entry("DeleteModel", List.of("name")),
            Map.entry("RenameModel", List.of("old_name", "new_name")),
            Map.entry("AlterModelTable", List.of("name", "table")),
            Map.entry("AlterModelTableComment", List.of("name", "table_comment")),
            Map.entry("AlterUniqueTogether", List.of("name", "unique_together")),
            Map.entry("AlterIndexTogether", List.of("name", "index_together")),
            Map.entry("AlterOrderWithRespectTo", List.of("name", "order_with_respect_to")),
            Map.entry("AlterModelOptions", List.of("name", "options")),
            Map.entry("AlterModelManagers", List.of("name", "managers")),
            Map.entry("AddField", List.of("model_name", "name", "field", "preserve_default")),
            Map.entry("RemoveField", List.of("model_name", "name")),
            Map.entry("AlterField", List.of("model_name", "name", "field", "preserve_default")),
            Map.entry("RenameField", List.of("model_name", "old_name", "new_name")),
            Map.entry("AddIndex", List.of("model_name", "index")),
            Map.entry("AddIndexConcurrently", List.of("model_name", "index")),
            Map.entry("RemoveIndex", List.of("model_name", "name")),
            Map.entry("RemoveIndexConcurrently", List.of("model_name", "name")),
            Map.entry("RenameIndex", List.of("model_name", "new_name", "old_name", "old_fields")),
            Map.entry("AddConstraint", List.of("model_name", "constraint")),
            Map.entry("AddConstraintNotValid", List.of("model_name", "constraint")),
            Map.entry("AlterConstraint", List.of("model_name", "name", "constraint")),
            Map.entry("RemoveConstraint", List.of("model_name", "name")),
            Map.entry("ValidateConstraint", List.of("model_name", "name")),
            Map.entry("RunSQL", List.of("sql", "reverse_sql", "state_operations", "hints", "elidable")),
            Map.entry("RunPython", List.of("code", "reverse_code", "atomic", "hints", "elidable")),
            Map.entry("SeparateDatabaseAndState", List.of("database_operations", "state_operations")),
            Map.entry("CreateExtension", List.of("name")),
            Map.entry("CreateCollation", List.of("name", "locale", "provider", "deterministic")),
            Map.entry("RemoveCollation", List.of("name", "locale", "provider", "deterministic")),
            Map.entry("BloomExtension", List.of()),
            Map.entry("BtreeGinExtension", List.of()),
            Map.entry("BtreeGistExtension", List.of()),
            Map.entry("CITextExtension", List.of()),
            Map.entry("CryptoExtension", List.of()),
            Map.entry("HStoreExtension", List.of()),
            Map.entry("TrigramExtension", List.of()),
            Map.entry("UnaccentExtension", List.of()));

    private final String name;
    private final String written;
    private final Map<String, Written> given;
    private final Arguments arguments;
    private final SourceLocation location;

    private Operation(
            String name, String written, Map<String, Written> given, Arguments arguments, SourceLocation location) {
        this.name = name;
        this.written = written;
        this.given = Map.copyOf(given);
        this.arguments = arguments;
        this.location = location;
    }

    static Operation of(Written written, Arguments arguments) {
        Scope scope = written.scope();
        SourceLocation location =
                new SourceLocation(scope.module().path(), written.expression().line());
        if (!(written.expression() instanceof Call call)) {
            return new Operation("", "what is listed there", Map.of(), arguments, location);
        }
        boolean isOfDjango = arguments.evaluation().names().resolve(scope, call.callee())
                        instanceof Resolution.External(String dotted)
                && dotted.startsWith("django.");
        List<String> positions = isOfDjango ? POSITIONS.get(call.calleeName()) : null;
        if (positions == null) {
            return new Operation("", call.callee().dotted().orElse("a call"), Map.of(), arguments, location);
        }
        Map<String, Written> given = new HashMap<>();
        for (int i = 0; i < Math.min(call.positional().size(), positions.size()); i++) {
            given.put(positions.get(i), new Written(scope, call.positional().get(i)));
        }
        call.arguments().stream()
                .filter(argument -> !argument.name().isEmpty())
                .forEach(argument -> given.put(argument.name(), new Written(scope, argument.value())));
        return new Operation(call.calleeName(), call.calleeName(), given, arguments, location);
    }

    String name() {
        return name;
    }

    /// What is called, for people.
    String written() {
        return written;
    }

    SourceLocation location() {
        return location;
    }

    Optional<Written> argument(String argument) {
        return Optional.ofNullable(given.get(argument));
    }

    /// An argument's text; empty text where it is not given or no constant.
    String text(String argument) {
        return value(argument).flatMap(Value::asText).orElse("");
    }

    Optional<Value> value(String argument) {
        return argument(argument).flatMap(arguments::value);
    }

    List<Written> elements(String argument) {
        return argument(argument).map(arguments::elements).orElse(List.of());
    }

    List<Operation> operations(String argument) {
        return elements(argument).stream()
                .map(element -> Operation.of(element, arguments))
                .toList();
    }

    /// The entries of an argument that is a mapping: `options={'db_table': 'x'}`.
    Map<String, Written> entries(String argument) {
        Map<String, Written> entries = new HashMap<>();
        argument(argument).ifPresent(mapping -> {
            if (mapping.expression() instanceof Expression.Mapped(List<Expression.Mapped.Entry> all, int _)) {
                all.forEach(entry -> arguments
                        .value(new Written(mapping.scope(), entry.key()))
                        .flatMap(Value::asText)
                        .ifPresent(key -> entries.put(key, new Written(mapping.scope(), entry.value()))));
            }
        });
        return entries;
    }
}
