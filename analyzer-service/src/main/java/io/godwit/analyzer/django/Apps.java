package io.godwit.analyzer.django;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Names;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement.ClassDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which app a file belongs to: the nearest folder above it that has an `AppConfig` or models.
final class Apps {
    private final Evaluation evaluation;
    private final Map<String, App> byFolder = new HashMap<>();

    /// @param label     the first part of its tables' names
    /// @param autoField the field of keys nobody declared; empty if the app does not say
    record App(String label, Optional<String> autoField) {}

    Apps(Names names, Evaluation evaluation) {
        this.evaluation = evaluation;
        for (PythonModule module : names.modules()) {
            if (module.path().matches("(.*/)?models(/.*)?\\.py")) {
                String folder = aroundModels(module.path());
                byFolder.putIfAbsent(folder, new App(lastOf(folder), Optional.empty()));
            }
        }
        names.modules().forEach(this::configured);
    }

    /// The app of a file.
    App of(PythonModule module) {
        for (String folder = module.folder(); ; folder = parent(folder)) {
            App app = byFolder.get(folder);
            if (app != null) {
                return app;
            }
            if (folder.isEmpty()) {
                return new App(lastOf(module.folder()), Optional.empty());
            }
        }
    }

    /// The label of the app whose folder of migrations holds the file.
    String ofMigrations(PythonModule migration) {
        String folder = parent(migration.folder());
        return byFolder.getOrDefault(folder, new App(lastOf(folder), Optional.empty()))
                .label();
    }

    private void configured(PythonModule module) {
        if (!module.path().matches("(.*/)?(apps|__init__)\\.py")) {
            return;
        }
        module.flattened()
                .filter(ClassDefinition.class::isInstance)
                .map(ClassDefinition.class::cast)
                .map(definition -> new ClassReference(Scope.of(module), definition))
                .filter(this::isConfiguration)
                .forEach(type -> text(type, "name")
                        .ifPresent(name -> byFolder.put(
                                module.folder(),
                                new App(
                                        text(type, "label").orElse(name.substring(name.lastIndexOf('.') + 1)),
                                        text(type, "default_auto_field")))));
    }

    private boolean isConfiguration(ClassReference type) {
        return evaluation.names().bases(type).stream().anyMatch(base -> switch (base) {
            case Resolution.External(String dotted) -> dotted.endsWith("Config");
            case Resolution.OfClass(ClassReference parent) -> isConfiguration(parent);
            case Resolution _ -> false;
        });
    }

    private Optional<String> text(ClassReference type, String member) {
        return evaluation
                .names()
                .memberOf(type, member)
                .flatMap(evaluation::valueOf)
                .flatMap(value -> value.asText());
    }

    /// The folder of an app from the path of a file of its models: `shop` of `shop/models/sales/order.py`.
    private static String aroundModels(String path) {
        return path.replaceFirst("(^|/)models(/.*)?\\.py$", "");
    }

    private static String parent(String folder) {
        int slash = folder.lastIndexOf('/');
        return slash < 0 ? "" : folder.substring(0, slash);
    }

    private static String lastOf(String folder) {
        return folder.substring(folder.lastIndexOf('/') + 1);
    }
}
