package io.godwit.analyzer.typeorm.script;

/// What a name in a file stands for.
public sealed interface Meaning {
    /// Something declared in one of the files.
    record Declared(Declaration declaration) implements Meaning {}

    /// All that a file exports, under one name.
    record Module(Script script) implements Meaning {}

    /// Something of a package that is not among the files.
    ///
    /// @param name as the package exports it; `*` for the package as a whole
    record External(String module, String name) implements Meaning {}

    /// Nothing in reach: the file it is imported from is missing, or does not export it.
    record Missing(String module, String name) implements Meaning {}

    /// Neither declared nor imported: one of the language's own names, perhaps.
    record Global(String name) implements Meaning {}
}
