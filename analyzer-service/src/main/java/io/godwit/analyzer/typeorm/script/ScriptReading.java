package io.godwit.analyzer.typeorm.script;

import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.script.Script.Export;
import io.godwit.analyzer.typeorm.script.Script.Import;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects what a file's statements declare, import and export.
final class ScriptReading {
    private final Script script;
    private final Map<String, Import> imports = new HashMap<>();
    private final Map<String, Export> exports = new HashMap<>();
    private final List<String> exportedModules = new ArrayList<>();

    ScriptReading(Script script) {
        this.script = script;
    }

    Map<String, Import> imports() {
        return imports;
    }

    Map<String, Export> exports() {
        return exports;
    }

    List<String> exportedModules() {
        return exportedModules;
    }

    void statements(List<SyntaxNode> statements) {
        statements.forEach(this::statement);
    }

    private void statement(SyntaxNode node) {
        switch (node.kind()) {
            case "import_statement" -> imported(node);
            case "export_statement" -> exported(node);
            case "ambient_declaration" -> statements(node.namedChildren());
            case "expression_statement" -> {
                statements(node.children("internal_module"));
                node.firstOfKind("assignment_expression").ifPresent(this::assigned);
            }
            default -> declared(node);
        }
    }

    /// The names a declaration introduces.
    private List<String> declared(SyntaxNode node) {
        return switch (node.kind()) {
            case "lexical_declaration", "variable_declaration" ->
                node.children("variable_declarator").stream()
                        .flatMap(declarator -> variable(declarator).stream())
                        .toList();
            default ->
                node.child("name")
                        .map(name -> {
                            script.declare(name.text(), node);
                            return List.of(name.text());
                        })
                        .orElse(List.of());
        };
    }

    private List<String> variable(SyntaxNode declarator) {
        SyntaxNode name = declarator.child("name").orElse(declarator);
        Optional<String> required = declarator.child("value").flatMap(ScriptReading::required);
        if (required.isPresent()) {
            required(name, required.get());
            return List.of();
        }
        if (!name.is("identifier")) {
            return List.of();
        }
        script.declare(name.text(), declarator);
        return List.of(name.text());
    }

    /// The module of a `require('…')`.
    private static Optional<String> required(SyntaxNode value) {
        boolean isRequire = value.is("call_expression")
                && value.child("function")
                        .filter(function -> function.text().equals("require"))
                        .isPresent();
        return isRequire
                ? value.child("arguments")
                        .flatMap(arguments -> arguments.firstOfKind("string"))
                        .map(ScriptReading::text)
                : Optional.empty();
    }

    private void required(SyntaxNode name, String module) {
        if (name.is("identifier")) {
            imports.put(name.text(), new Import(module, Script.ALL));
            return;
        }
        for (SyntaxNode part : name.namedChildren()) {
            if (part.is("shorthand_property_identifier_pattern")) {
                imports.put(part.text(), new Import(module, part.text()));
            } else if (part.is("pair_pattern")) {
                part.child("value")
                        .ifPresent(local -> imports.put(
                                local.text(),
                                new Import(
                                        module,
                                        part.child("key").map(SyntaxNode::text).orElse(""))));
            }
        }
    }

    private void imported(SyntaxNode node) {
        node.firstOfKind("import_require_clause")
                .ifPresent(clause -> clause.firstOfKind("identifier")
                        .ifPresent(name -> imports.put(name.text(), new Import(source(clause), Script.ALL))));
        node.firstOfKind("import_clause").ifPresent(clause -> {
            String module = source(node);
            for (SyntaxNode part : clause.namedChildren()) {
                switch (part.kind()) {
                    case "identifier" -> imports.put(part.text(), new Import(module, Script.DEFAULT));
                    case "namespace_import" ->
                        part.firstOfKind("identifier")
                                .ifPresent(name -> imports.put(name.text(), new Import(module, Script.ALL)));
                    default ->
                        part.children("import_specifier")
                                .forEach(specifier ->
                                        imports.put(local(specifier), new Import(module, original(specifier))));
                }
            }
        });
    }

    private void exported(SyntaxNode node) {
        Optional<String> module = node.child("source").map(ScriptReading::text);
        Optional<SyntaxNode> declaration = node.child("declaration");
        boolean isDefault = node.children().stream().anyMatch(child -> child.is(Script.DEFAULT));
        if (declaration.isPresent()) {
            List<String> names = declared(declaration.get());
            names.forEach(name -> exports.put(name, new Export(Optional.empty(), name)));
            if (isDefault) {
                names.forEach(name -> exports.put(Script.DEFAULT, new Export(Optional.empty(), name)));
            }
            return;
        }
        node.firstOfKind("export_clause")
                .ifPresent(clause -> clause.children("export_specifier")
                        .forEach(specifier -> exports.put(local(specifier), new Export(module, original(specifier)))));
        node.firstOfKind("namespace_export")
                .flatMap(clause -> clause.firstOfKind("identifier"))
                .ifPresent(name -> exports.put(name.text(), new Export(module, Script.ALL)));
        if (module.isPresent() && node.children().stream().anyMatch(child -> child.is("*"))) {
            exportedModules.add(module.get());
        }
        if (module.isEmpty() && node.firstOfKind("export_clause").isEmpty()) {
            node.child("value")
                    .or(() -> node.namedChildren().stream()
                            .filter(child -> !child.is("comment") && !child.is("decorator"))
                            .findFirst())
                    .ifPresent(this::exportedDefault);
        }
    }

    private void exportedDefault(SyntaxNode value) {
        if (value.is("identifier")) {
            exports.put(Script.DEFAULT, new Export(Optional.empty(), value.text()));
        } else {
            script.declare(Script.DEFAULT, value);
            exports.put(Script.DEFAULT, new Export(Optional.empty(), Script.DEFAULT));
        }
    }

    /// `module.exports = …` and `exports.name = …`.
    private void assigned(SyntaxNode assignment) {
        String left = assignment.child("left").map(SyntaxNode::text).orElse("");
        Optional<SyntaxNode> right = assignment.child("right");
        if (left.equals("module.exports")) {
            right.ifPresent(this::exportedDefault);
        } else if (left.startsWith("exports.") || left.startsWith("module.exports.")) {
            String name = left.substring(left.lastIndexOf('.') + 1);
            right.ifPresent(value -> {
                if (value.is("identifier")) {
                    exports.put(name, new Export(Optional.empty(), value.text()));
                } else {
                    script.declare(name, value);
                    exports.put(name, new Export(Optional.empty(), name));
                }
            });
        }
    }

    private static String source(SyntaxNode node) {
        return node.child("source").map(ScriptReading::text).orElse("");
    }

    private static String local(SyntaxNode specifier) {
        return specifier
                .child("alias")
                .or(() -> specifier.child("name"))
                .map(ScriptReading::text)
                .orElse("");
    }

    private static String original(SyntaxNode specifier) {
        return specifier.child("name").map(ScriptReading::text).orElse("");
    }

    /// A string's text without quotes, any other node's as it is.
    private static String text(SyntaxNode node) {
        return node.is("string") ? Literals.text(node) : node.text();
    }
}
