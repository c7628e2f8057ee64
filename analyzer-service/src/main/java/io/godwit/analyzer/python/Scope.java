package io.godwit.analyzer.python;

import io.godwit.analyzer.python.Statement.ClassDefinition;
import java.util.ArrayList;
import java.util.List;

/// Where names are looked up: a module, and the classes around a place, the innermost last.
public record Scope(PythonModule module, List<ClassDefinition> classes) {
    public Scope {
        classes = List.copyOf(classes);
    }

    public static Scope of(PythonModule module) {
        return new Scope(module, List.of());
    }

    /// The scope of a class's body.
    public Scope within(ClassDefinition definition) {
        List<ClassDefinition> all = new ArrayList<>(classes);
        all.add(definition);
        return new Scope(module, all);
    }
}
