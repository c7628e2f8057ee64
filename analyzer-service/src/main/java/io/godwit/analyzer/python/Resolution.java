package io.godwit.analyzer.python;

/// What a name stands for.
public sealed interface Resolution {

    /// A module among the files.
    record OfModule(PythonModule module) implements Resolution {}

    /// A package of which only the modules below are among the files.
    ///
    /// @param dotted its name
    record OfPackage(String dotted) implements Resolution {}

    record OfClass(ClassReference type) implements Resolution {}

    record OfFunction(PythonModule module, Statement.FunctionDefinition function) implements Resolution {}

    /// A constant or variable.
    ///
    /// @param scope where the value's names are looked up
    record OfValue(Scope scope, Expression value) implements Resolution {}

    /// Something imported from a module that is not among the files.
    ///
    /// @param dotted its full name: `django.db.models.CharField`
    record External(String dotted) implements Resolution {}

    /// Nothing defines or imports the name.
    ///
    /// @param name as written
    record Unknown(String name) implements Resolution {}
}
