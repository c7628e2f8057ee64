package io.godwit.analyzer.django;

import io.godwit.analyzer.django.Field.Kind;
import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.LibraryDescriptions;
import io.godwit.analyzer.python.Names;
import io.godwit.analyzer.python.OpenValues;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement.ClassDefinition;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All models of a project, and those of known libraries it refers to.
final class Models implements Registry {
    static final Set<String> MODEL =
            Set.of("django.db.models.Model", "django.db.models.base.Model", "django.contrib.gis.db.models.Model");

    private static final int MAX_DEPTH = 30;

    private final Names names;
    private final Evaluation evaluation;
    private final Apps apps;
    private final AutoFields autoFields;
    private final FieldReading fieldReading;
    private final ImplicitFields implicit;
    private final LaterFields later;
    private final TreeNames trees;
    private final OpenValues openValues;
    private final Map<ClassReference, Optional<ModelClass>> read = new HashMap<>();
    private final Set<ClassReference> beingRead = new HashSet<>();
    private final Map<String, ModelClass> byLabel = new LinkedHashMap<>();

    /// @param autoFields the field of keys that a model does not declare
    Models(Names names, Evaluation evaluation, Apps apps, AutoFields autoFields, UnknownFields unknown) {
        this.names = names;
        this.evaluation = evaluation;
        this.apps = apps;
        this.autoFields = autoFields;
        this.fieldReading = new FieldReading(evaluation, unknown);
        this.implicit = new ImplicitFields(evaluation);
        this.later = new LaterFields(evaluation);
        this.trees = new TreeNames(evaluation);
        this.openValues =
                new OpenValues(names, dotted -> dotted.startsWith("django.") && !dotted.startsWith("django.conf."));
        List<PythonModule> inOrder = names.modules().stream()
                .sorted(java.util.Comparator.comparing(PythonModule::path))
                .toList();
        for (PythonModule module : inOrder) {
            module.flattened()
                    .filter(ClassDefinition.class::isInstance)
                    .map(ClassDefinition.class::cast)
                    .flatMap(type -> of(new ClassReference(Scope.of(module), type)).stream())
                    .filter(model -> model.kind() != ModelClass.Kind.ABSTRACT)
                    .forEach(model -> byLabel.putIfAbsent(model.key(), model));
        }
    }

    @Override
    public Collection<ModelClass> all() {
        return byLabel.values();
    }

    FieldReading fieldReading() {
        return fieldReading;
    }

    @Override
    public Optional<ModelClass> named(String label, String name) {
        return Optional.ofNullable(byLabel.get(ModelClass.key(label, name)));
    }

    @Override
    public Optional<ModelClass> of(ClassReference type) {
        Optional<ModelClass> known = read.get(type);
        if (known != null) {
            return known;
        }
        if (!beingRead.add(type)) {
            return Optional.empty();
        }
        Optional<ModelClass> model = isModel(type, 0) ? Optional.of(model(type)) : Optional.empty();
        beingRead.remove(type);
        read.put(type, model);
        return model;
    }

    /// A class with an unknown base is a model if it has fields of Django's.
    private boolean isModel(ClassReference type, int depth) {
        boolean unknown = false;
        for (Resolution base : names.bases(type)) {
            switch (base) {
                case Resolution.External(String dotted) -> {
                    if (MODEL.contains(dotted)) {
                        return true;
                    }
                    unknown |= !dotted.startsWith("django.");
                }
                case Resolution.OfClass(ClassReference parent) -> {
                    if (depth < MAX_DEPTH && isModel(parent, depth + 1)) {
                        return true;
                    }
                }
                case Resolution.Unknown(String name) -> unknown |= !name.equals("object");
                case Resolution _ -> {}
            }
        }
        return unknown
                && ownFields(type).values().stream()
                        .anyMatch(field -> field.map(found -> found.kind() instanceof Kind.Known)
                                .orElse(false));
    }

    private ModelClass model(ClassReference type) {
        Meta meta = Meta.of(names, evaluation, type);
        boolean known = LibraryDescriptions.isOne(type.module());
        Apps.App app = apps.of(type.module());
        String label = meta.text("app_label").orElse(app.label());
        boolean isAbstract = meta.says("abstract");
        boolean isProxy = meta.says("proxy");
        Map<String, Field> fields = new LinkedHashMap<>();
        List<ModelClass> parents = new ArrayList<>();
        List<String> unclear = new ArrayList<>();
        for (Resolution base : names.bases(type)) {
            inherit(base, fields, parents, unclear);
        }
        ownFields(type).forEach((name, field) -> {
            fields.remove(name);
            field.ifPresent(found -> fields.put(name, found));
        });
        if (trees.isTree(type)) {
            trees.rename(type, fields);
            meta = isAbstract || isProxy ? meta : trees.indexed(type, meta);
        }
        if (isProxy && !parents.isEmpty()) {
            ModelClass parent = parents.getFirst();
            return new ModelClass(
                    type,
                    label,
                    type.name(),
                    parent.table(),
                    ModelClass.Kind.PROXY,
                    parent.meta(),
                    parent.fields(),
                    parent.parents(),
                    unclear,
                    known);
        }
        if (meta.text("order_with_respect_to").isPresent()) {
            fields.put(ImplicitFields.PLACE, ImplicitFields.place(type));
        }
        if (!isAbstract) {
            implicit.key(type, fields, parents, known ? "AutoField" : autoFields.of(type.module()));
        }
        ModelClass.Kind kind = isAbstract
                ? ModelClass.Kind.ABSTRACT
                : meta.isManaged() && !meta.isTableComputed() ? ModelClass.Kind.CONCRETE : ModelClass.Kind.UNMANAGED;
        return new ModelClass(
                type,
                label,
                type.name(),
                table(meta, label, type.name()),
                kind,
                meta,
                List.copyOf(fields.values()),
                parents,
                unclear,
                known);
    }

    private void inherit(Resolution base, Map<String, Field> fields, List<ModelClass> parents, List<String> unclear) {
        switch (base) {
            case Resolution.OfClass(ClassReference parentType) ->
                of(parentType).ifPresent(parent -> {
                    if (parent.kind() == ModelClass.Kind.ABSTRACT) {
                        parent.fields().forEach(field -> fields.putIfAbsent(field.name(), field));
                        parents.addAll(parent.parents());
                        unclear.addAll(parent.unclear());
                    } else {
                        parents.add(parent);
                    }
                });
            case Resolution.External(String dotted)
            when !dotted.startsWith("django.") && !isPlain(dotted) -> unclear.add(dotted);
            case Resolution.Unknown(String name) when !name.equals("object") -> unclear.add(name);
            case Resolution _ -> {}
        }
    }

    /// Bases of the standard library have no fields.
    private static boolean isPlain(String dotted) {
        return dotted.startsWith("abc.") || dotted.startsWith("typing.") || dotted.startsWith("enum.");
    }

    /// The fields of a class body; empty for a name that takes an inherited field away.
    private Map<String, Optional<Field>> ownFields(ClassReference type) {
        Map<String, Optional<Field>> fields = new LinkedHashMap<>();
        Scope body = type.body();
        ActiveStatements.assignments(evaluation, body, type.definition().body()).forEach(assignment -> {
            Optional<String> name = assignment.name();
            Optional<Expression> value = assignment.value();
            if (name.isEmpty() || value.isEmpty()) {
                return;
            }
            fieldReading
                    .read(name.get(), new Written(body, value.get()))
                    .ifPresentOrElse(field -> fields.put(name.get(), Optional.of(field)), () -> {
                        if (value.get() instanceof Expression.Constant) {
                            fields.put(name.get(), Optional.empty());
                        } else if (openValues.isOpen(body, value.get())) {
                            fields.put(name.get(), Optional.of(open(name.get(), type, value.get())));
                        }
                    });
        });
        later.of(type)
                .forEach((name, written) ->
                        fieldReading.read(name, written).ifPresent(field -> fields.put(name, Optional.of(field))));
        return fields;
    }

    private static Field open(String name, ClassReference type, Expression value) {
        return new Field(
                name,
                new Kind.Open(),
                Map.of(),
                new SourceLocation(type.module().path(), value.line()));
    }

    /// `Meta.db_table`, which some write with a schema: `schema"."table`.
    static ObjectName table(Meta meta, String label, String name) {
        String given = meta.text("db_table").filter(text -> !text.isEmpty()).orElse("");
        if (given.isEmpty()) {
            return ObjectName.inPublic(GeneratedNames.table(label + "_" + name.toLowerCase(Locale.ROOT)));
        }
        return tableNamed(given);
    }

    static ObjectName tableNamed(String given) {
        boolean quoted = given.length() > 2 && given.startsWith("\"") && given.endsWith("\"");
        String name = quoted ? given.substring(1, given.length() - 1) : given;
        int middle = name.indexOf("\".\"");
        return middle <= 0 || middle + 3 >= name.length()
                ? ObjectName.inPublic(name)
                : new ObjectName(name.substring(0, middle), name.substring(middle + 3));
    }
}
