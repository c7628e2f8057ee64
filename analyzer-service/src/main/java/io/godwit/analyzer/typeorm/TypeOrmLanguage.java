package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.model.ModelLanguage;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.syntax.Grammar;
import io.godwit.analyzer.syntax.SyntaxErrors;
import io.godwit.analyzer.typeorm.Definition.Kind;
import io.godwit.analyzer.typeorm.Definition.Misunderstanding;
import io.godwit.analyzer.typeorm.script.Evaluation;
import io.godwit.analyzer.typeorm.script.Program;
import io.godwit.analyzer.typeorm.script.Script;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// TypeORM entities and schemas in TypeScript and JavaScript. They are read by their syntax, never run. What cannot be
/// followed is left out and named as a gap; the rest goes on.
public final class TypeOrmLanguage implements ModelLanguage {
    /// Words one of which the options of a data source have where they change the schema.
    private static final List<String> SETTINGS =
            List.of("namingStrategy", "uuidExtension", "entityPrefix", "schema", "entities", "synchronize");

    private static final Pattern VERSION = Pattern.compile("\"typeorm\"\\s*:\\s*\"([^\"]*[0-9][^\"]*)\"");

    private static final List<String> DATA_SOURCE = List.of("DataSource", "typeorm", "TypeOrm", "ormconfig");

    @Override
    public String name() {
        return "TypeORM";
    }

    @Override
    public boolean reads(String path) {
        return Grammar.ofPath(path)
                        .filter(grammar -> grammar == Grammar.TYPESCRIPT
                                || grammar == Grammar.TSX
                                || grammar == Grammar.JAVASCRIPT)
                        .isPresent()
                || path.endsWith("ormconfig.json")
                || path.equals("package.json")
                || path.endsWith("/package.json");
    }

    @Override
    public DesiredSchema read(List<SourceFile> files, ProjectFacts facts) {
        List<SourceFile> entities = files.stream()
                .filter(file -> Definitions.isRegistered(file.path(), facts))
                .filter(file -> file.text().contains("Entity"))
                .toList();
        if (entities.isEmpty()) {
            return DesiredSchema.empty();
        }
        Program program = new Program(files);
        Evaluation evaluation = new Evaluation(program);
        Definitions definitions = new Definitions(evaluation);
        entities.forEach(file -> program.script(file.path()).ifPresent(definitions::register));
        List<Script> configurations = configurations(files, program);
        Settings settings = SettingsReading.of(configurations, version(files), facts, evaluation);
        EntityLists lists = EntityLists.of(facts.entities().isPresent() ? List.of() : configurations, evaluation);
        return new Reading(program, evaluation, definitions, configurations, lists, settings).schema();
    }

    private static List<Script> configurations(List<SourceFile> files, Program program) {
        return files.stream()
                .filter(file -> !TestFiles.isTest(file.path()))
                .filter(file -> containsAny(file.text(), SETTINGS))
                .filter(file -> containsAny(file.text(), DATA_SOURCE) || containsAny(file.path(), DATA_SOURCE))
                .flatMap(file -> program.script(file.path()).stream())
                .toList();
    }

    private static boolean containsAny(String text, List<String> words) {
        return words.stream().anyMatch(text::contains);
    }

    /// The version a `package.json` asks for; empty where none does, or they disagree.
    private static Optional<String> version(List<SourceFile> files) {
        Set<String> versions = new TreeSet<>();
        files.stream().filter(file -> file.path().endsWith("package.json")).forEach(file -> {
            Matcher found = VERSION.matcher(file.text());
            if (found.find()) {
                versions.add(found.group(1));
            }
        });
        return versions.size() == 1 ? Optional.of(versions.iterator().next()) : Optional.empty();
    }

    /// One side of a change while it is read.
    private record Reading(
            Program program,
            Evaluation evaluation,
            Definitions definitions,
            List<Script> configurations,
            EntityLists lists,
            Settings settings) {

        DesiredSchema schema() {
            EntityBuilding building = new EntityBuilding(definitions, settings);
            Map<Definition, EntityDraft> entities = new LinkedHashMap<>();
            lists.registered(definitions.registered()).stream()
                    .filter(definition -> definition.kind != Kind.CHILD)
                    .forEach(definition -> entities.put(definition, building.of(definition)));
            List<EntityDraft> all = new ArrayList<>(entities.values());
            all.addAll(new RelationBuilding(definitions, settings, entities).build());
            TableWriting writing = new TableWriting(settings, evaluation);
            Map<ObjectName, Table> tables = new LinkedHashMap<>();
            List<EntityDraft> views = all.stream()
                    .filter(entity -> entity.isView() && entity.synchronised)
                    .toList();
            List<SchemaObject> objects = views.stream()
                    .flatMap(view -> new ViewWriting(settings, new KeyColumns(evaluation), views).of(view).stream())
                    .toList();
            views.forEach(view -> writing.locations.put(Element.whole(view.table), view.definition.location()));
            List<String> notes = new ArrayList<>(settings.notes());
            notes.addAll(lists.notes());
            all.stream()
                    .filter(entity -> !entity.isView() && entity.synchronised)
                    .forEach(entity -> {
                        if (tables.containsKey(entity.table)) {
                            notes.add(entity.definition.location() + ": another entity has the table "
                                    + entity.table.name() + " too: it gets what either needs.");
                        }
                        tables.merge(entity.table, writing.of(entity), SharedTable::of);
                    });
            return new DesiredSchema(
                            Catalog.of(schemas(tables), writing.extensions, tables.values(), writing.enums.values())
                                    .withObjects(objects),
                            writing.locations,
                            notes,
                            gaps(all),
                            writing.names,
                            writing.rowValues,
                            writing.listTexts)
                    .withOpen(writing.open);
        }

        private static Set<String> schemas(Map<ObjectName, Table> tables) {
            Set<String> schemas = new TreeSet<>();
            tables.keySet().forEach(table -> schemas.add(table.schema()));
            return schemas;
        }

        private List<Gap> gaps(List<EntityDraft> entities) {
            Set<Gap> gaps = new LinkedHashSet<>();
            for (EntityDraft entity : entities) {
                for (Definition part : entity.definition.lineage()) {
                    for (Misunderstanding found : part.misunderstandings) {
                        Optional<ObjectName> table = found.ofAnyTable() ? Optional.empty() : Optional.of(entity.table);
                        gaps.add(new Gap(table, found.location(), found.what()));
                    }
                }
            }
            for (Definition unclear : definitions.unclear()) {
                Misunderstanding found = unclear.misunderstandings.getFirst();
                gaps.add(new Gap(
                        Optional.empty(),
                        found.location(),
                        found.what() + ", so " + unclear.name() + " is not taken for an entity"));
            }
            for (Misunderstanding found : settings.problems()) {
                gaps.add(new Gap(Optional.empty(), found.location(), found.what()));
            }
            if (settings.naming() instanceof CustomNaming naming
                    && !naming.notUnderstood().isEmpty()) {
                gaps.add(new Gap(
                        Optional.empty(),
                        naming.location(),
                        "these methods of the naming strategy are more than formulas, so that names may be wrong: "
                                + String.join(", ", naming.notUnderstood())));
            }
            for (Script configuration : configurations) {
                SyntaxErrors.first(configuration.root())
                        .ifPresent(error -> gaps.add(new Gap(
                                Optional.empty(),
                                error.location(),
                                "the code of " + configuration.path()
                                        + " is not understood here, so settings may be missing that names depend on")));
            }
            for (ModelUnreadable problem : program.unreadable()) {
                gaps.add(new Gap(Optional.empty(), problem.location(), problem.what()));
            }
            return List.copyOf(gaps);
        }
    }
}
