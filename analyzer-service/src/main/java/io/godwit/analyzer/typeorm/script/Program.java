package io.godwit.analyzer.typeorm.script;

import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.typeorm.script.Script.Export;
import io.godwit.analyzer.typeorm.script.Script.Import;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The files of one side of a change, and what names mean across them. Files are parsed when something in them is asked
/// for.
public final class Program {
    private final Map<String, SourceFile> files = new LinkedHashMap<>();
    private final Map<String, Optional<Script>> scripts = new HashMap<>();
    private final Map<String, ModelUnreadable> unreadable = new LinkedHashMap<>();
    private final ModulePaths paths;

    public Program(List<SourceFile> sources) {
        sources.forEach(file -> files.put(file.path(), file));
        this.paths = new ModulePaths(files.values());
    }

    /// The file of this path; empty if there is none, or it cannot be parsed at all.
    public Optional<Script> script(String path) {
        return scripts.computeIfAbsent(
                path, _ -> Optional.ofNullable(files.get(path)).flatMap(this::parsed));
    }

    /// Files that were asked for and cannot be parsed at all, with why.
    public List<ModelUnreadable> unreadable() {
        return List.copyOf(unreadable.values());
    }

    private Optional<Script> parsed(SourceFile file) {
        try {
            return Optional.of(ParsedScripts.of(file));
        } catch (ModelUnreadable problem) {
            unreadable.put(file.path(), problem);
            return Optional.empty();
        }
    }

    /// What a name means where a value is expected.
    public Meaning value(Script script, String name) {
        return meaning(script, name, Kind.VALUE, new HashSet<>());
    }

    /// What a name means where a type is expected.
    public Meaning type(Script script, String name) {
        return meaning(script, name, Kind.TYPE, new HashSet<>());
    }

    /// What a file gets that requires a module.
    Meaning module(Script script, String module) {
        return imported(script, new Import(module, Script.ALL), Kind.VALUE, new HashSet<>());
    }

    /// What a module exports under a name.
    public Meaning member(Script module, String name) {
        return exported(module, name, Kind.VALUE, new HashSet<>()).orElse(new Meaning.Missing(module.path(), name));
    }

    private enum Kind {
        VALUE,
        TYPE
    }

    private Meaning meaning(Script script, String name, Kind kind, Set<String> seen) {
        Optional<Declaration> own = own(script, name, kind);
        if (own.isPresent()) {
            return new Meaning.Declared(own.get());
        }
        return script.imported(name)
                .map(found -> imported(script, found, kind, seen))
                .orElse(new Meaning.Global(name));
    }

    private static Optional<Declaration> own(Script script, String name, Kind kind) {
        return switch (kind) {
            case VALUE -> script.value(name);
            case TYPE -> script.type(name);
        };
    }

    private Meaning imported(Script from, Import wanted, Kind kind, Set<String> seen) {
        List<String> candidates = paths.of(from.path(), wanted.module());
        for (String path : candidates) {
            Optional<Script> module = script(path);
            if (module.isEmpty()) {
                continue;
            }
            if (wanted.name().equals(Script.ALL)) {
                return new Meaning.Module(module.get());
            }
            Optional<Meaning> found = exported(module.get(), wanted.name(), kind, seen);
            if (found.isPresent()) {
                return found.get();
            }
        }
        if (wanted.module().startsWith(".")) {
            return new Meaning.Missing(wanted.module(), wanted.name());
        }
        return candidates.isEmpty() && !paths.mayBeOwn(wanted.module())
                ? new Meaning.External(wanted.module(), wanted.name())
                : byName(wanted, kind);
    }

    /// For a package of the same repository whose entry file is not at hand: the one file that exports the name.
    private Meaning byName(Import wanted, Kind kind) {
        List<Meaning> found = new ArrayList<>();
        for (String path : paths.exporting(wanted.module(), wanted.name())) {
            script(path)
                    .flatMap(script -> own(script, wanted.name(), kind))
                    .map(Meaning.Declared::new)
                    .ifPresent(found::add);
        }
        return found.size() == 1 ? found.getFirst() : new Meaning.Missing(wanted.module(), wanted.name());
    }

    private Optional<Meaning> exported(Script module, String name, Kind kind, Set<String> seen) {
        if (!seen.add(module.path() + "\n" + name)) {
            return Optional.empty();
        }
        Optional<Export> export = module.exported(name);
        if (export.isPresent()) {
            Optional<String> from = export.get().module();
            Meaning meaning = from.isPresent()
                    ? imported(module, new Import(from.get(), export.get().name()), kind, seen)
                    : meaning(module, export.get().name(), kind, seen);
            return meaning instanceof Meaning.Global ? Optional.empty() : Optional.of(meaning);
        }
        for (String further : module.exportedModules()) {
            Meaning meaning = imported(module, new Import(further, name), kind, seen);
            if (meaning instanceof Meaning.Declared || meaning instanceof Meaning.Module) {
                return Optional.of(meaning);
            }
            if (meaning instanceof Meaning.External external
                    && external.module().equals(further)
                    && further.equals("typeorm")) {
                return Optional.of(meaning);
            }
        }
        return Optional.empty();
    }
}
