package io.godwit.analyzer.model;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a model language has to know of a project besides its model files: a naming strategy, a tool's version, an
/// app's label. A language first looks for them in configuration files among the input; what is stated here, by an
/// option of the command line or a setting, wins. Nothing is guessed.
///
/// @param stated by name, which begins with the language's: `typeorm.naming-strategy`
public record ProjectFacts(Map<String, String> stated) {
    public ProjectFacts {
        stated = Map.copyOf(new TreeMap<>(stated));
    }

    public static ProjectFacts none() {
        return new ProjectFacts(Map.of());
    }

    public Optional<String> stated(String name) {
        return Optional.ofNullable(stated.get(name));
    }
}
