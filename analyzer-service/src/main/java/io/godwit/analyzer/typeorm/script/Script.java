package io.godwit.analyzer.typeorm.script;

import io.godwit.analyzer.syntax.SyntaxNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// A file with what it declares, imports and exports at its top level.
public final class Script {
    /// The name of a default export.
    static final String DEFAULT = "default";

    /// The name for all of a module.
    static final String ALL = "*";

    private final String path;
    private final SyntaxNode root;
    private final Map<String, Import> imports;
    private final Map<String, Export> exports;
    private final Set<String> exportedModules;
    private final Map<String, Declaration> values = new HashMap<>();
    private final Map<String, Declaration> types = new HashMap<>();

    /// @param name what the other file calls it, [#DEFAULT] or [#ALL]
    record Import(String module, String name) {}

    /// @param module empty for what this file declares or imports itself
    record Export(Optional<String> module, String name) {}

    Script(String path, SyntaxNode root) {
        this.path = path;
        this.root = root;
        ScriptReading reading = new ScriptReading(this);
        reading.statements(root.namedChildren());
        this.imports = Map.copyOf(reading.imports());
        this.exports = Map.copyOf(reading.exports());
        this.exportedModules = Set.copyOf(new HashSet<>(reading.exportedModules()));
    }

    public String path() {
        return path;
    }

    public SyntaxNode root() {
        return root;
    }

    Optional<Import> imported(String name) {
        return Optional.ofNullable(imports.get(name));
    }

    Optional<Export> exported(String name) {
        return Optional.ofNullable(exports.get(name));
    }

    /// The modules all of whose exports this file exports, too.
    Set<String> exportedModules() {
        return exportedModules;
    }

    /// What the file imports, by module.
    public boolean imports(String module) {
        return imports.values().stream().anyMatch(each -> each.module().equals(module));
    }

    /// A class, enum, constant or function of the file.
    public Optional<Declaration> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// A class, enum, interface or type of the file.
    public Optional<Declaration> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /// The classes it declares, in the order of the text.
    public List<Declaration> classes() {
        return values.values().stream()
                .filter(Declaration::isClass)
                .sorted((one, other) ->
                        Integer.compare(one.node().start(), other.node().start()))
                .toList();
    }

    /// What it makes at its top level, as a constant or as an export without a name of its own, in the order of the
    /// text: each with the expression that makes it.
    public SequencedMap<Declaration, SyntaxNode> made() {
        SequencedMap<Declaration, SyntaxNode> made = new LinkedHashMap<>();
        values.values().stream()
                .sorted(Comparator.comparingInt(
                        declaration -> declaration.node().start()))
                .forEach(declaration -> {
                    SyntaxNode node = declaration.node();
                    Optional<SyntaxNode> value =
                            node.is("variable_declarator") ? node.child("value") : Optional.of(node);
                    value.filter(found -> found.is("new_expression")).ifPresent(found -> made.put(declaration, found));
                });
        return made;
    }

    void declare(String name, SyntaxNode node) {
        Declaration declaration = new Declaration(this, name, node);
        switch (node.kind()) {
            case "interface_declaration", "type_alias_declaration" -> types.putIfAbsent(name, declaration);
            case "class_declaration", "abstract_class_declaration", "class", "enum_declaration", "internal_module" -> {
                values.putIfAbsent(name, declaration);
                types.putIfAbsent(name, declaration);
            }
            default -> values.putIfAbsent(name, declaration);
        }
    }

    @Override
    public String toString() {
        return path;
    }
}
