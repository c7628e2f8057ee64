package io.godwit.analyzer.model;

import io.godwit.model.catalog.Catalog;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a model language has to know of a project besides its model files: a naming strategy, a tool's version, an
/// app's label. A language first looks for them in configuration files among the input; what is stated here, by an
/// option of the command line or a setting, wins. Nothing is guessed.
///
/// @param stated   by name, which begins with the language's: `typeorm.naming-strategy`
/// @param entities paths of the files whose models are registered with the tool, of the side of the change that is
/// read; empty where that is not stated, so that every model counts
/// @param live what the database is like, for what models point to and no file declares; empty where no database is
/// asked
public record ProjectFacts(Map<String, String> stated, Optional<Set<String>> entities, Catalog live) {
    public ProjectFacts {
        stated = Map.copyOf(new TreeMap<>(stated));
        entities = entities.map(Set::copyOf);
    }

    public ProjectFacts(Map<String, String> stated) {
        this(stated, Optional.empty(), Catalog.empty());
    }

    public ProjectFacts(Map<String, String> stated, Optional<Set<String>> entities) {
        this(stated, entities, Catalog.empty());
    }

    public static ProjectFacts none() {
        return new ProjectFacts(Map.of());
    }

    public Optional<String> stated(String name) {
        return Optional.ofNullable(stated.get(name));
    }

    /// The same facts of a side of the change in which these files are registered.
    public ProjectFacts withEntities(Set<String> paths) {
        return new ProjectFacts(stated, Optional.of(paths), live);
    }

    /// The same facts of a project whose database is known.
    public ProjectFacts withLive(Catalog catalog) {
        return new ProjectFacts(stated, entities, catalog);
    }
}
