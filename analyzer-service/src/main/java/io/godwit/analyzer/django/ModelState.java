package io.godwit.analyzer.django;

import io.godwit.analyzer.python.ClassReference;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The models as migrations have made them so far.
final class ModelState implements Registry {
    private final Map<String, ModelClass> models;

    private ModelState(Map<String, ModelClass> models) {
        this.models = models;
    }

    /// Models of classes, for apps whose migrations are not all known.
    static ModelState of(Collection<ModelClass> classes, Predicate<ModelClass> kept) {
        Map<String, ModelClass> models = new LinkedHashMap<>();
        classes.stream().filter(kept).forEach(model -> models.put(model.key(), model));
        return new ModelState(models);
    }

    ModelState with(ModelClass model) {
        Map<String, ModelClass> more = new LinkedHashMap<>(models);
        more.put(model.key(), model);
        return new ModelState(more);
    }

    ModelState without(ModelClass model) {
        Map<String, ModelClass> fewer = new LinkedHashMap<>(models);
        fewer.remove(model.key());
        return new ModelState(fewer);
    }

    /// The models that an earlier state has not got, or not in this form.
    Collection<ModelClass> changedSince(ModelState other) {
        Map<ModelClass, Boolean> known = new IdentityHashMap<>();
        other.models.values().forEach(model -> known.put(model, true));
        return models.values().stream()
                .filter(model -> !known.containsKey(model))
                .toList();
    }

    @Override
    public Collection<ModelClass> all() {
        return models.values();
    }

    @Override
    public Optional<ModelClass> named(String label, String name) {
        return Optional.ofNullable(models.get(ModelClass.key(label, name)));
    }

    @Override
    public Optional<ModelClass> of(ClassReference type) {
        return models.values().stream()
                .filter(model -> model.type().equals(type))
                .findFirst();
    }
}
