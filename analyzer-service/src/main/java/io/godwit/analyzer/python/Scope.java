package io.godwit.analyzer.python;

import io.godwit.analyzer.python.Statement.ClassDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where names are looked up: what a function or loop has bound, the classes around a place, a module.
///
/// @param classes the innermost last
/// @param locals  parameters, local variables and variables of loops, by their names
public record Scope(PythonModule module, List<ClassDefinition> classes, Map<String, Resolution> locals) {
    public Scope {
        classes = List.copyOf(classes);
        locals = Map.copyOf(locals);
    }

    Scope(PythonModule module, List<ClassDefinition> classes) {
        this(module, classes, Map.of());
    }

    public static Scope of(PythonModule module) {
        return new Scope(module, List.of());
    }

    /// The scope of a class's body.
    public Scope within(ClassDefinition definition) {
        List<ClassDefinition> all = new ArrayList<>(classes);
        all.add(definition);
        return new Scope(module, all, locals);
    }

    /// The same place with more names bound.
    public Scope with(Map<String, Resolution> more) {
        Map<String, Resolution> all = new HashMap<>(locals);
        all.putAll(more);
        return new Scope(module, classes, all);
    }
}
