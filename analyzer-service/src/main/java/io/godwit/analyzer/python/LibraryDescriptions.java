package io.godwit.analyzer.python;

import io.godwit.analyzer.model.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What Godwit knows of libraries that projects build on, written down as small Python modules of our own: the names,
/// the base classes and what the database stores, nothing else. They lie beside a model language's classes, in
/// `known/`, by the path they are imported by.
public final class LibraryDescriptions {
    /// No path of a repository begins so.
    private static final String ROOT = "<known>/";

    private LibraryDescriptions() {}

    public static boolean isOne(PythonModule module) {
        return module.path().startsWith(ROOT);
    }

    /// What a description is imported by: its path without the root.
    static String importPath(PythonModule module) {
        return module.path().substring(ROOT.length());
    }

    /// @param language the class that the folder `known` lies beside
    public static List<PythonModule> modules(Class<?> language, List<String> paths, PythonSources sources) {
        List<PythonModule> modules = new ArrayList<>();
        for (String path : paths) {
            try (InputStream text = language.getResourceAsStream("known/" + path)) {
                if (text == null) {
                    throw new IllegalStateException("the description of " + path + " is missing from the jar");
                }
                modules.add(sources.module(
                        new SourceFile(ROOT + path, new String(text.readAllBytes(), StandardCharsets.UTF_8))));
            } catch (IOException problem) {
                throw new UncheckedIOException("the description of " + path + " cannot be read", problem);
            }
        }
        return modules;
    }
}
