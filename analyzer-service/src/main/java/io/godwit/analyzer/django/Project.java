package io.godwit.analyzer.django;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.ExternalValues;
import io.godwit.analyzer.python.Names;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.Value;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A project: its settings, apps and models, and the catalog they want.
final class Project {
    private static final String SETTINGS = "django.conf.settings.";

    private final DjangoVersion version;
    private final Settings settings;
    private final Evaluation evaluation;
    private final Arguments arguments;
    private final Apps apps;
    private final Models models;
    private final Gaps gaps;
    private final ProjectFacts facts;
    private final AutoFields autoFields;
    private final String userModel;

    Project(
            List<PythonModule> modules,
            ProjectFacts facts,
            Optional<DjangoVersion> stated,
            Gaps gaps,
            UnknownFields unknown) {
        Names names = new Names(modules);
        this.gaps = gaps;
        this.facts = facts;
        this.version = stated.orElse(DjangoVersion.NEWEST);
        this.settings = new Settings(names, facts);
        this.evaluation = new Evaluation(names, new SettingsValues());
        this.arguments = new Arguments(evaluation);
        this.apps = new Apps(names, evaluation);
        this.autoFields = new AutoFields(
                evaluation,
                apps,
                settings.text("DEFAULT_AUTO_FIELD", evaluation),
                stated.filter(known -> known.atLeast(6, 0)).isPresent() ? "BigAutoField" : "AutoField");
        this.models = new Models(names, evaluation, apps, autoFields, unknown);
        this.userModel = settings.text("AUTH_USER_MODEL", evaluation).orElseGet(this::onlyUserModel);
    }

    /// `django.conf.settings`, as code refers to it.
    private final class SettingsValues implements ExternalValues {
        @Override
        public Optional<Value> of(String dotted) {
            return dotted.startsWith(SETTINGS)
                    ? settings.value(dotted.substring(SETTINGS.length()), evaluation)
                    : Optional.empty();
        }

        @Override
        public boolean isAbsent(String dotted) {
            return dotted.startsWith(SETTINGS) && settings.isAbsent(dotted.substring(SETTINGS.length()));
        }
    }

    /// Without settings, the one model that extends Django's user is the user.
    private String onlyUserModel() {
        List<String> users = models.all().stream()
                .filter(model -> !model.isKnown() && model.kind() == ModelClass.Kind.CONCRETE)
                .filter(model -> model.field("password").isPresent()
                        && model.field("last_login").isPresent())
                .filter(model -> model.parents().isEmpty())
                .map(model -> model.label() + "." + model.name())
                .toList();
        return users.size() == 1 ? users.getFirst() : "auth.User";
    }

    Models models() {
        return models;
    }

    /// The file of that path, if it is Python of the project.
    Optional<PythonModule> module(String path) {
        return evaluation.names().modules().stream()
                .filter(module -> module.path().equals(path))
                .findFirst();
    }

    Apps apps() {
        return apps;
    }

    Arguments arguments() {
        return arguments;
    }

    /// The tables of models, whose relations the registry resolves.
    SchemaTables tables(Registry registry, Gaps found) {
        Targets targets = new Targets(registry, arguments, facts.live(), userModel);
        return new SchemaTables(
                new Columns(arguments, targets, version, models.fieldReading(), found),
                arguments,
                version,
                found,
                this::keyField);
    }

    DesiredSchema schema() {
        SchemaTables tables = tables(models, gaps);
        FieldsFromElsewhere elsewhere = new FieldsFromElsewhere(evaluation, gaps);
        elsewhere.ofModules(models);
        List<Table> wanted = new ArrayList<>();
        Map<Element, SourceLocation> locations = new HashMap<>();
        Map<String, SourceLocation> open = new HashMap<>();
        for (ModelClass model : models.all()) {
            computed(model);
            if (model.isKnown() || model.kind() != ModelClass.Kind.CONCRETE) {
                continue;
            }
            wanted.addAll(tables.of(model));
            model.fields().stream()
                    .filter(Field::isOpen)
                    .forEach(field -> open.put(ModelTables.nameOf(model, field), field.location()));
            model.fields()
                    .forEach(field -> tables.joinTable(model, field)
                            .ifPresent(table -> locations.put(Element.whole(table.name()), field.location())));
            elsewhere.of(model);
            if (!model.unclear().isEmpty()) {
                gaps.of(
                        model,
                        model.location(),
                        "fields of " + String.join(", ", model.unclear())
                                + " are not known, because it is not among the files");
            }
        }
        ModelTables ofModels = tables.ofModels();
        locations.putAll(ofModels.locations());
        return new DesiredSchema(
                        Catalog.of(schemas(wanted), Set.of(), wanted, List.of()),
                        locations,
                        List.of(),
                        gaps.all(),
                        ofModels.names(),
                        ofModels.rowValues())
                .withOpen(open);
    }

    private void computed(ModelClass model) {
        if (model.isKnown()) {
            return;
        }
        if (model.meta().isTableComputed()) {
            gaps.of(
                    model.location(),
                    "the table of " + model.name()
                            + " is left as it is in the database: an option of its Meta that names it is only known when the program runs");
        }
        for (String option : model.meta().computed()) {
            gaps.of(model, model.location(), option + " of its Meta is only known when the program runs");
        }
    }

    /// The schemas the tables need beside `public`.
    static Set<String> schemas(List<Table> tables) {
        return tables.stream()
                .map(table -> table.name().schema())
                .filter(schema -> !schema.equals("public"))
                .collect(Collectors.toSet());
    }

    private String keyField(ModelClass model) {
        return autoFields.of(model.type().module());
    }
}
