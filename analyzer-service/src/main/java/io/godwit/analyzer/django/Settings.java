package io.godwit.analyzer.django;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Names;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Value;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The project's settings, as far as they are constants: from the settings modules among the files, or as stated.
final class Settings {
    /// Which of several settings modules is asked first: what a deployment uses, before what a developer does.
    private static final List<String> ORDER = List.of(
            "settings/production",
            "settings/prod",
            "settings/base",
            "settings/common",
            "settings/__init__",
            "settings");

    private final Names names;
    private final ProjectFacts facts;
    private final List<PythonModule> modules;
    private final Map<String, Optional<Value>> known = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    Settings(Names names, ProjectFacts facts) {
        this.names = names;
        this.facts = facts;
        List<PythonModule> all = names.modules().stream()
                .filter(module -> isSettings(module.path()))
                .toList();
        List<PythonModule> used =
                all.stream().filter(module -> !isOfTests(module.path())).toList();
        this.modules = (used.isEmpty() ? all : used)
                .stream()
                        .sorted(Comparator.comparingInt((PythonModule module) -> rank(module.path()))
                                .thenComparing(PythonModule::path))
                        .toList();
    }

    /// Whether a file of this path may hold settings.
    static boolean isSettings(String path) {
        return path.matches("(.*/)?[a-z_]*settings[a-z_]*\\.py") || path.matches("(.*/)?settings/[^/]+\\.py");
    }

    /// Settings an app brings for its own tests or examples say nothing of the project that uses it.
    private static boolean isOfTests(String path) {
        return path.matches("(.*[/_])?(test|example|sample)[a-z_]*([/.].*)?");
    }

    private static int rank(String path) {
        String bare = path.replaceFirst("\\.py$", "");
        boolean test = bare.matches(".*(test|local|dev|ci|example|debug).*");
        for (int i = 0; i < ORDER.size(); i++) {
            if (bare.endsWith(ORDER.get(i))) {
                return test ? i + 100 : i;
            }
        }
        return test ? 150 : 50;
    }

    /// The value of a setting; empty if no settings module sets it to a constant.
    Optional<Value> value(String name, Evaluation evaluation) {
        Optional<Value> found = known.get(name);
        if (found != null) {
            return found;
        }
        if (!asked.add(name)) {
            return Optional.empty();
        }
        Optional<Value> value = facts.stated("django." + name)
                .<Value>map(Value.Text::new)
                .or(() -> modules.stream()
                        .flatMap(module -> switch (names.inModule(module, name)) {
                            case Resolution.OfValue(var scope, var expression) ->
                                evaluation.of(scope, expression).stream();
                            case Resolution _ -> java.util.stream.Stream.<Value>empty();
                        })
                        .findFirst());
        known.put(name, value);
        return value;
    }

    Optional<String> text(String name, Evaluation evaluation) {
        return value(name, evaluation).flatMap(Value::asText);
    }

    /// Whether the project has settings among the files, and none of them mentions this one.
    boolean isAbsent(String name) {
        return areKnown()
                && !facts.stated().containsKey("django." + name)
                && modules.stream().allMatch(module -> names.inModule(module, name) instanceof Resolution.Unknown);
    }

    /// Whether there is any settings module among the files.
    boolean areKnown() {
        return !modules.isEmpty();
    }
}
