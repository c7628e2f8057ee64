package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.Definition.Kind;
import io.godwit.analyzer.typeorm.script.Declaration;
import io.godwit.analyzer.typeorm.script.Evaluation;
import io.godwit.analyzer.typeorm.script.Script;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.ClassReference;
import io.godwit.analyzer.typeorm.script.Value.External;
import io.godwit.analyzer.typeorm.script.Value.Function;
import io.godwit.analyzer.typeorm.script.Value.Instance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All definitions of one side of a change: those that are registered, and what they inherit from or embed.
final class Definitions {
    private final Evaluation evaluation;
    private final ClassReading classes;
    private final Mixins mixins;
    private final Map<Declaration, Definition> read = new HashMap<>();
    private final Map<Declaration, Definition> registered = new LinkedHashMap<>();
    private final List<Definition> unclear = new ArrayList<>();

    Definitions(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.classes = new ClassReading(evaluation);
        this.mixins = new Mixins(evaluation.program(), this::of, classes::of);
    }

    Evaluation evaluation() {
        return evaluation;
    }

    /// Registers the entities a file declares.
    void register(Script script) {
        for (Declaration declaration : script.classes()) {
            Definition definition = of(declaration);
            if (definition.kind != Kind.PART) {
                registered.putIfAbsent(declaration, definition);
            } else if (definition.mayBeEntity) {
                unclear.add(definition);
            }
        }
        script.made()
                .forEach((declaration, expression) -> schema(declaration, expression)
                        .ifPresent(schema -> registered.putIfAbsent(declaration, schema)));
    }

    /// An `EntitySchema` that is made in place.
    private Optional<Definition> schema(Declaration declaration, SyntaxNode expression) {
        return evaluation.of(declaration.script(), expression) instanceof Instance(Value of, List<Value> arguments)
                        && of instanceof External(String module, String name)
                        && Decorators.isTypeOrm(module)
                        && name.equals("EntitySchema")
                        && !arguments.isEmpty()
                ? Optional.of(
                        read.computeIfAbsent(declaration, _ -> SchemaReading.of(declaration, arguments.getFirst())))
                : Optional.empty();
    }

    /// The definition of a class, with those it inherits from.
    Definition of(Declaration declaration) {
        Definition known = read.get(declaration);
        if (known != null) {
            return known;
        }
        Definition definition = classes.of(declaration);
        read.put(declaration, definition);
        Bases.expression(declaration).ifPresent(base -> inherit(definition, declaration, base));
        return definition;
    }

    private void inherit(Definition definition, Declaration declaration, SyntaxNode expression) {
        definition.base = mixins.of(declaration.script(), expression);
        if (definition.base.isPresent()) {
            return;
        }
        Value base = evaluation.of(declaration.script(), expression);
        switch (base) {
            case ClassReference(Declaration found) -> definition.base = Optional.of(of(found));
            case External(String module, String _)
            when Decorators.isTypeOrm(module) || module.startsWith("@nestjs/") -> {}
            case Value.Undefined _ -> {}
            case Instance(External(String module, String _), List<Value> _) when module.startsWith("@nestjs/") -> {}
            default ->
                definition.misunderstood(
                        expression.location(),
                        "the base class " + expression.text() + " of " + definition.name()
                                + " is not among the files, so columns it may have are missing; publish its file with the change");
        }
    }

    /// Classes that would be entities if a decorator of theirs could be followed.
    List<Definition> unclear() {
        return List.copyOf(unclear);
    }

    /// The registered ones, in the order of files and text.
    List<Definition> registered() {
        return List.copyOf(registered.values());
    }

    /// What a relation or an embedding means: a class, a schema, a name, or a function that returns one of these.
    Optional<Definition> target(Value target) {
        return switch (target) {
            case ClassReference(Declaration declaration) -> Optional.of(of(declaration));
            case Function function ->
                target(new io.godwit.analyzer.typeorm.script.Calls(evaluation).result(function, List.of()));
            case Value.Text(String name) -> named(name);
            case Instance _ -> schemaOf(target);
            case Value.Fields fields -> fields.field("name").asText().flatMap(this::named);
            default -> Optional.empty();
        };
    }

    private Optional<Definition> schemaOf(Value instance) {
        return instance instanceof Instance(Value _, List<Value> arguments) && !arguments.isEmpty()
                ? arguments.getFirst().get("name").asText().flatMap(this::named)
                : Optional.empty();
    }

    private Optional<Definition> named(String name) {
        return registered.values().stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst()
                .or(() -> registered.values().stream()
                        .filter(definition ->
                                definition.tableName.filter(name::equals).isPresent())
                        .findFirst());
    }

    /// Whether a file is registered: as the facts state it, else unless it is a test.
    static boolean isRegistered(String path, ProjectFacts facts) {
        return facts.entities().map(paths -> paths.contains(path)).orElseGet(() -> !TestFiles.isTest(path));
    }
}
