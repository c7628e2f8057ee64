package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.syntax.SyntaxErrors;
import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.Decorators.Decorated;
import io.godwit.analyzer.typeorm.Definition.ColumnPart;
import io.godwit.analyzer.typeorm.Definition.EmbeddedPart;
import io.godwit.analyzer.typeorm.Definition.ExpressionPart;
import io.godwit.analyzer.typeorm.Definition.KeyPart;
import io.godwit.analyzer.typeorm.Definition.Kind;
import io.godwit.analyzer.typeorm.Definition.ReferencePart;
import io.godwit.analyzer.typeorm.Definition.RelationKind;
import io.godwit.analyzer.typeorm.Definition.RelationPart;
import io.godwit.analyzer.typeorm.Definition.Role;
import io.godwit.analyzer.typeorm.WrittenType.Named;
import io.godwit.analyzer.typeorm.WrittenType.NotKnown;
import io.godwit.analyzer.typeorm.script.Declaration;
import io.godwit.analyzer.typeorm.script.Evaluation;
import io.godwit.analyzer.typeorm.script.Literals;
import io.godwit.analyzer.typeorm.script.Script;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.External;
import io.godwit.analyzer.typeorm.script.Value.Function;
import io.godwit.analyzer.typeorm.script.Value.Items;
import io.godwit.analyzer.typeorm.script.Value.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a class and its decorators.
final class ClassReading {
    private final Decorators decorators;
    private final PropertyTypes types;

    ClassReading(Evaluation evaluation) {
        this.decorators = new Decorators(evaluation);
        this.types = new PropertyTypes(evaluation);
    }

    /// What the class itself says; its base class is not looked at.
    Definition of(Declaration declaration) {
        Definition definition = new Definition(declaration.name(), Optional.of(declaration), declaration.location());
        Script script = declaration.script();
        SyntaxNode node = declaration.node();
        List<SyntaxNode> nodes = new ArrayList<>(before(script, node));
        nodes.addAll(node.children("decorator"));
        for (Decorator decorator : decorators.of(Decorated.CLASS, script, nodes, definition)) {
            ofClass(decorator, definition);
        }
        definition.mayBeEntity = !definition.misunderstandings.isEmpty();
        node.child("body").ifPresent(body -> members(script, body, definition));
        SyntaxErrors.first(node)
                .ifPresent(error -> definition.misunderstood(
                        error.location(), "the class " + declaration.name() + " has a syntax error here"));
        return definition;
    }

    /// Decorators of an exported class stand beside it.
    private static List<SyntaxNode> before(Script script, SyntaxNode node) {
        return script.root().children("export_statement").stream()
                .filter(export -> export.start() <= node.start() && node.end() <= export.end())
                .flatMap(export -> export.children("decorator").stream())
                .toList();
    }

    private static void ofClass(Decorator decorator, Definition definition) {
        switch (decorator.name()) {
            case "Entity", "ChildEntity", "ViewEntity" -> {
                definition.kind = switch (decorator.name()) {
                    case "Entity" -> Kind.TABLE;
                    case "ChildEntity" -> Kind.CHILD;
                    default -> Kind.VIEW;
                };
                definition.tableOptions = decorator.options();
                definition.tableName = decorator
                        .leadingText()
                        .or(() -> definition.tableOptions.get("name").asText())
                        .filter(name -> !name.isEmpty());
                Value name = decorator.argument(0) instanceof Value.Fields
                        ? definition.tableOptions.get("name")
                        : decorator.argument(0);
                definition.computed(name, decorator.location());
            }
            case "TableInheritance" ->
                definition.inheritance = Optional.of(decorator.options().get("column"));
            case "Tree" -> {
                definition.tree = decorator.leadingText();
                definition.treeOptions = decorator.argument(1);
            }
            case "Index" -> definition.indexes.add(key(decorator, Optional.empty()));
            case "Unique" -> definition.uniques.add(key(decorator, Optional.empty()));
            case "Check" -> definition.checks.add(expression(decorator));
            case "Exclusion" -> definition.exclusions.add(expression(decorator));
            case "ForeignKey" ->
                definition.references.add(new ReferencePart(
                        texts(decorator.argument(1)),
                        decorator.argument(0),
                        texts(decorator.argument(2)),
                        decorator.options(),
                        decorator.location()));
            default -> {}
        }
    }

    private void members(Script script, SyntaxNode body, Definition definition) {
        List<SyntaxNode> waiting = new ArrayList<>();
        for (SyntaxNode member : body.namedChildren()) {
            if (member.is("decorator")) {
                waiting.add(member);
                continue;
            }
            boolean field = member.is("public_field_definition") || member.is("field_definition");
            if (field || member.is("method_definition")) {
                List<SyntaxNode> nodes = new ArrayList<>(waiting);
                nodes.addAll(member.children("decorator"));
                if (!nodes.isEmpty()) {
                    property(script, member, nodes, definition);
                }
            }
            if (!member.is("comment")) {
                waiting.clear();
            }
        }
    }

    private void property(Script script, SyntaxNode member, List<SyntaxNode> nodes, Definition definition) {
        Optional<String> name = member.child("name")
                .or(() -> member.child("property"))
                .map(node -> node.is("string") ? Literals.text(node) : node.text());
        if (name.isEmpty()) {
            return;
        }
        Optional<SyntaxNode> annotation = member.child("type").or(() -> member.child("return_type"));
        WrittenType written =
                annotation.map(type -> types.of(script, type)).orElse(new NotKnown("the property has no type"));
        boolean list = annotation
                .map(SyntaxNode::text)
                .filter(text -> text.endsWith("[]"))
                .isPresent();
        // JavaScript applies the decorator nearest to the property first, and what is first counts.
        List<Decorator> ours = decorators.of(Decorated.PROPERTY, script, nodes.reversed(), definition);
        if (ours.isEmpty() && decorators.areOpen(script, nodes)) {
            definition.open.put(name.get(), member.location());
        }
        for (Decorator decorator : ours) {
            ofProperty(decorator, name.get(), written, list, definition);
        }
    }

    private static void ofProperty(
            Decorator decorator, String property, WrittenType written, boolean list, Definition definition) {
        switch (decorator.name()) {
            case "Column" -> column(decorator, property, written, list, definition);
            case "ViewColumn" -> add(definition, decorator, property, Role.REGULAR, written, false);
            case "PrimaryColumn" -> add(definition, decorator, property, Role.REGULAR, written, true);
            case "PrimaryGeneratedColumn" -> primaryGenerated(decorator, property, definition);
            case "CreateDateColumn" ->
                add(definition, decorator, property, Role.CREATE_DATE, new Named("timestamp"), false);
            case "UpdateDateColumn" ->
                add(definition, decorator, property, Role.UPDATE_DATE, new Named("timestamp"), false);
            case "DeleteDateColumn" ->
                add(definition, decorator, property, Role.DELETE_DATE, new Named("timestamp"), false);
            case "VersionColumn" -> add(definition, decorator, property, Role.VERSION, new Named("int4"), false);
            case "TreeLevelColumn" -> add(definition, decorator, property, Role.TREE_LEVEL, new Named("int4"), false);
            case "Generated" ->
                definition.generated.put(property, decorator.leadingText().orElse("increment"));
            case "ManyToOne" -> relation(decorator, property, RelationKind.MANY_TO_ONE, definition);
            case "OneToOne" -> relation(decorator, property, RelationKind.ONE_TO_ONE, definition);
            case "OneToMany" -> relation(decorator, property, RelationKind.ONE_TO_MANY, definition);
            case "ManyToMany" -> relation(decorator, property, RelationKind.MANY_TO_MANY, definition);
            case "TreeParent" -> treeParent(decorator, property, definition);
            case "JoinColumn" ->
                definition
                        .joinColumns
                        .computeIfAbsent(property, _ -> new ArrayList<>())
                        .addAll(
                                decorator.argument(0) instanceof Items(List<Value> items)
                                        ? items
                                        : List.of(decorator.argument(0)));
            case "JoinTable" -> definition.joinTables.put(property, decorator.argument(0));
            case "Index" -> definition.indexes.add(key(decorator, Optional.of(property)));
            case "Unique" -> definition.uniques.add(key(decorator, Optional.of(property)));
            case "Check" -> definition.checks.add(expression(decorator));
            case "Exclusion" -> definition.exclusions.add(expression(decorator));
            case "ForeignKey" -> reference(decorator, property, definition);
            default -> {}
        }
    }

    /// A function as the only argument, or before the options, embeds what it returns.
    private static void column(
            Decorator decorator, String property, WrittenType written, boolean list, Definition definition) {
        if (isBuiltIn(decorator.argument(0))) {
            definition.misunderstood(
                    decorator.location(),
                    "TypeORM takes the function given for " + property
                            + " as something to embed, so it makes no column of it: write { type: … } instead");
            return;
        }
        if (decorator.argument(0) instanceof Function || decorator.argument(0) instanceof Value.ClassReference) {
            Value options = decorator.options();
            definition.embedded.add(new EmbeddedPart(
                    property,
                    decorator.argument(0),
                    options.get("prefix"),
                    list || options.get("array").isTrue(),
                    decorator.location()));
            return;
        }
        add(definition, decorator, property, Role.REGULAR, written, false);
        if (decorator.options().get("unique").isTrue()) {
            definition.uniques.add(new KeyPart(
                    Optional.empty(),
                    new Items(List.of(new Value.Text(property))),
                    new Undefined(),
                    decorator.location()));
        }
    }

    private static void primaryGenerated(Decorator decorator, String property, Definition definition) {
        String strategy = decorator.leadingText().orElse("increment");
        add(definition, decorator, property, Role.REGULAR, new Named(strategy.equals("uuid") ? "uuid" : "int"), true);
        definition.generated.put(property, strategy);
    }

    /// Where no type is given in the decorator, what is written after the property's name counts.
    private static void add(
            Definition definition,
            Decorator decorator,
            String property,
            Role role,
            WrittenType written,
            boolean primary) {
        Value options = decorator.options();
        Value given = decorator.argument(0) instanceof Value.Fields ? options.get("type") : decorator.argument(0);
        boolean strategy = decorator.is("PrimaryGeneratedColumn");
        Value type = strategy || !given.isPresent() ? options.get("type") : given;
        definition.columns.add(new ColumnPart(
                property,
                role,
                options,
                type.isPresent() ? WrittenTypes.of(type) : written,
                primary || options.get("primary").isTrue(),
                decorator.location()));
        Value generated = options.get("generated");
        if (generated.isTrue() || generated.asText().isPresent()) {
            definition.generated.put(property, generated.asText().orElse("increment"));
        }
    }

    private static void relation(Decorator decorator, String property, RelationKind kind, Definition definition) {
        Value second = decorator.argument(1);
        definition.relations.add(new RelationPart(
                definition,
                property,
                kind,
                decorator.argument(0),
                second instanceof Value.Fields ? new Undefined() : second,
                decorator.options(),
                decorator.location()));
    }

    private static void treeParent(Decorator decorator, String property, Definition definition) {
        definition.relations.add(new RelationPart(
                definition,
                property,
                RelationKind.MANY_TO_ONE,
                definition.declaration().<Value>map(Value.ClassReference::new).orElse(new Undefined()),
                new Undefined(),
                decorator.options(),
                decorator.location()));
    }

    private static void reference(Decorator decorator, String property, Definition definition) {
        Optional<String> inverse = InverseNames.of(decorator.argument(1));
        definition.references.add(new ReferencePart(
                List.of(property),
                decorator.argument(0),
                inverse.stream().toList(),
                decorator.options(),
                decorator.location()));
    }

    /// The name is optional, and so are the columns where it stands on a property.
    static KeyPart key(Decorator decorator, Optional<String> property) {
        Optional<String> name = decorator.leadingText();
        Value columns = decorator.argument(name.isPresent() ? 1 : 0);
        return new KeyPart(
                name.filter(given -> !given.isEmpty()),
                property.<Value>map(one -> new Items(List.of(new Value.Text(one))))
                        .orElse(columns),
                decorator.options(),
                decorator.location());
    }

    private static ExpressionPart expression(Decorator decorator) {
        return decorator.arguments().size() > 1
                ? new ExpressionPart(decorator.leadingText(), decorator.argument(1), decorator.location())
                : new ExpressionPart(Optional.empty(), decorator.argument(0), decorator.location());
    }

    static List<String> texts(Value value) {
        return value instanceof Items(List<Value> items)
                ? items.stream().flatMap(item -> item.asText().stream()).toList()
                : List.of();
    }

    /// Whether a value is one of the language's own classes.
    static boolean isBuiltIn(Value value) {
        return value instanceof External(String module, String _) && module.isEmpty();
    }
}
