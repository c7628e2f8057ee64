package io.godwit.analyzer.python;

import io.godwit.analyzer.python.Statement.ClassDefinition;

/// A class and where it is.
///
/// @param scope      the module or class around it
/// @param definition the class
public record ClassReference(Scope scope, ClassDefinition definition) {

    public String name() {
        return definition.name();
    }

    public PythonModule module() {
        return scope.module();
    }

    /// The scope of its body.
    public Scope body() {
        return scope.within(definition);
    }

    /// The same class is found once by every way.
    @Override
    public boolean equals(Object other) {
        return other instanceof ClassReference that
                && that.definition.line() == definition.line()
                && that.name().equals(name())
                && that.module().path().equals(module().path());
    }

    @Override
    public int hashCode() {
        return 31 * module().path().hashCode() + definition.line();
    }

    @Override
    public String toString() {
        return definition.name() + " (" + module().path() + ":" + definition.line() + ")";
    }
}
