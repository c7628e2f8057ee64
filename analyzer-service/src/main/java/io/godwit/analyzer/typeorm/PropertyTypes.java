package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.WrittenType.Named;
import io.godwit.analyzer.typeorm.WrittenType.NotKnown;
import io.godwit.analyzer.typeorm.script.Declaration;
import io.godwit.analyzer.typeorm.script.Evaluation;
import io.godwit.analyzer.typeorm.script.Meaning;
import io.godwit.analyzer.typeorm.script.Script;
import io.godwit.analyzer.typeorm.script.Value;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The column type a property's TypeScript type stands for, as `emitDecoratorMetadata` hands it to TypeORM: `string`,
/// `number`, `boolean` and `Date` have one, and so has whatever is one of these underneath.
final class PropertyTypes {
    private static final Named TEXT = new Named("varchar");
    private static final Named NUMBER = new Named("int");
    private static final Named TRUTH = new Named("boolean");
    private static final Named TIME = new Named("timestamp");

    private final Evaluation evaluation;

    PropertyTypes(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// @param annotation the type, with or without the colon before it
    WrittenType of(Script script, SyntaxNode annotation) {
        return of(script, annotation, new HashSet<>());
    }

    private WrittenType of(Script script, SyntaxNode node, Set<Declaration> seen) {
        return switch (node.kind()) {
            case "type_annotation", "parenthesized_type", "readonly_type" ->
                inner(node).map(type -> of(script, type, seen)).orElse(new NotKnown("its type is incomplete"));
            case "predefined_type" ->
                switch (node.text()) {
                    case "string" -> TEXT;
                    case "number" -> NUMBER;
                    case "boolean" -> TRUTH;
                    default -> new NotKnown("its type " + node.text() + " has no column type of its own");
                };
            case "literal_type" -> literal(node);
            case "template_literal_type" -> TEXT;
            case "union_type", "intersection_type" -> union(script, node, seen);
            case "type_identifier", "identifier" -> named(script, node, seen);
            case "nested_type_identifier" -> nested(script, node);
            case "lookup_type" -> lookup(script, node);
            default -> new NotKnown("its type " + shortened(node) + " has no column type of its own");
        };
    }

    private static String shortened(SyntaxNode node) {
        String text = node.text().replaceAll("\\s+", " ");
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private static Optional<SyntaxNode> inner(SyntaxNode node) {
        return node.namedChildren().stream()
                .filter(child -> !child.is("comment"))
                .findFirst();
    }

    private static WrittenType literal(SyntaxNode node) {
        return inner(node)
                .map(value -> switch (value.kind()) {
                    case "string" -> (WrittenType) TEXT;
                    case "number", "unary_expression" -> NUMBER;
                    case "true", "false" -> TRUTH;
                    default -> new WrittenType.Absent();
                })
                .orElse(new WrittenType.Absent());
    }

    /// `null` and `undefined` count for nothing; the rest must agree.
    private WrittenType union(Script script, SyntaxNode node, Set<Declaration> seen) {
        Set<WrittenType> kinds = new HashSet<>();
        Optional<WrittenType> first = Optional.empty();
        for (SyntaxNode part : node.namedChildren()) {
            if (part.is("comment")
                    || part.text().equals("undefined")
                    || part.text().equals("null")) {
                continue;
            }
            WrittenType kind = of(script, part, seen);
            if (!(kind instanceof WrittenType.Absent)) {
                kinds.add(kind);
                first = first.or(() -> Optional.of(kind));
            }
        }
        return kinds.size() > 1
                ? kinds.stream()
                        .filter(NotKnown.class::isInstance)
                        .findFirst()
                        .orElse(new NotKnown("its type " + shortened(node) + " mixes kinds of values"))
                : first.orElse(new WrittenType.Absent());
    }

    private WrittenType named(Script script, SyntaxNode node, Set<Declaration> seen) {
        String name = node.text();
        if (name.equals("Date")) {
            return TIME;
        }
        return switch (evaluation.program().type(script, name)) {
            case Meaning.Declared(Declaration declaration) -> declared(declaration, seen);
            case Meaning.Global(String global) ->
                switch (global) {
                    case "String" -> TEXT;
                    case "Number" -> NUMBER;
                    case "Boolean" -> TRUTH;
                    default -> new NotKnown("its type " + global + " has no column type of its own");
                };
            case Meaning.Missing(String module, String missing) ->
                new NotKnown("its type " + missing + " is imported from " + module + ", which is not among the files");
            case Meaning.External(String module, String external) ->
                new NotKnown("its type " + external + " is that of the package " + module);
            case Meaning.Module _ -> new NotKnown("its type " + name + " is a module");
        };
    }

    private WrittenType declared(Declaration declaration, Set<Declaration> seen) {
        if (!seen.add(declaration)) {
            return new NotKnown("its type " + declaration.name() + " leads to itself");
        }
        if (declaration.isEnum()) {
            return evaluation.declared(declaration) instanceof Value.Enumeration enumeration
                    ? agreed(enumeration.members().values(), declaration.name())
                    : new NotKnown("its type " + declaration.name() + " is not understood");
        }
        if (declaration.node().is("type_alias_declaration")) {
            return declaration
                    .node()
                    .child("value")
                    .map(value -> of(declaration.script(), value, seen))
                    .orElse(new NotKnown("its type " + declaration.name() + " is incomplete"));
        }
        return new NotKnown("its type " + declaration.name() + " has no column type of its own");
    }

    private static WrittenType agreed(Collection<Value> values, String name) {
        if (values.stream().allMatch(Value.Text.class::isInstance)) {
            return TEXT;
        }
        return values.stream().allMatch(Value.Numeric.class::isInstance)
                ? NUMBER
                : new NotKnown("the values of its type " + name + " are of several kinds");
    }

    /// `Role.Admin`: one member of an enum.
    private WrittenType nested(Script script, SyntaxNode node) {
        List<SyntaxNode> parts = node.namedChildren();
        String first = parts.isEmpty() ? "" : parts.getFirst().text();
        Meaning owner = evaluation.program().value(script, first);
        String name = node.child("name").map(SyntaxNode::text).orElse("");
        if (owner instanceof Meaning.Declared(Declaration declaration) && declaration.isEnum()) {
            return declared(declaration, new HashSet<>());
        }
        if (owner instanceof Meaning.Module(Script module)
                && evaluation.program().type(module, name) instanceof Meaning.Declared(Declaration declaration)) {
            return declared(declaration, new HashSet<>());
        }
        return new NotKnown("its type " + shortened(node) + " cannot be followed");
    }

    /// `(typeof Roles)[keyof typeof Roles]`: the values of a constant object.
    private WrittenType lookup(Script script, SyntaxNode node) {
        Optional<String> constant = node.descendants("type_query").stream()
                .findFirst()
                .flatMap(query -> query.namedChildren().stream().findFirst())
                .map(SyntaxNode::text);
        if (constant.isPresent()
                && evaluation.program().value(script, constant.get()) instanceof Meaning.Declared(Declaration found)) {
            Value value = evaluation.declared(found);
            if (value instanceof Value.Fields fields) {
                return agreed(fields.fields().values(), found.name());
            }
            if (value instanceof Value.Items items) {
                return agreed(items.items(), found.name());
            }
            if (value instanceof Value.Enumeration enumeration) {
                return agreed(enumeration.members().values(), found.name());
            }
        }
        return new NotKnown("its type " + shortened(node) + " cannot be followed");
    }
}
