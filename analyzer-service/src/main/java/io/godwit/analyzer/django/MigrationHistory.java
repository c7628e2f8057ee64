package io.godwit.analyzer.django;

import io.godwit.analyzer.django.MigrationFile.Id;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.PythonSources;
import io.godwit.model.catalog.Catalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The migrations a change adds to a Django project, in SQL. The models they start from are those that the project's
/// earlier migrations have made; for an app of which not all of these are among the files, those of its classes before
/// the change.
public final class MigrationHistory {
    private final Project head;
    private final Map<Id, MigrationFile> earlier;
    private final Map<Id, MigrationFile> all;
    private final ModelState classes;

    private MigrationHistory(List<SourceFile> before, List<SourceFile> after, ProjectFacts facts) {
        Project base = project(before, facts);
        this.head = project(after, facts);
        this.earlier = migrations(base, before);
        this.all = migrations(head, after);
        Set<String> complete = completeLabels();
        this.classes =
                ModelState.of(base.models().all(), model -> model.isKnown() || !complete.contains(model.label()));
    }

    /// Whether a file of this path may be a migration.
    public static boolean isMigration(String path) {
        return MigrationFile.isMigration(path);
    }

    /// The migrations that are in the files after the change and were not before, in the order in which they run.
    ///
    /// @param before the project's files of the base revision
    /// @param after  those of the head revision
    /// @param actual the database the migrations will run on
    public static List<AppMigration> added(
            List<SourceFile> before, List<SourceFile> after, ProjectFacts facts, Catalog actual) {
        return new MigrationHistory(before, after, facts).added(actual);
    }

    private List<AppMigration> added(Catalog actual) {
        List<MigrationFile> fresh = inOrder(all.values()).stream()
                .filter(migration -> !earlier.containsKey(migration.id()))
                .toList();
        if (fresh.isEmpty()) {
            return List.of();
        }
        ModelState state = classes;
        for (MigrationFile migration : inOrder(replayed())) {
            StateChange change = new StateChange(head, migration.id().label());
            for (Operation operation : migration.operations()) {
                state = change.of(state, operation);
            }
        }
        MigrationSql sql = new MigrationSql(head, state, actual);
        return fresh.stream()
                .filter(migration -> !standsForEarlier(migration))
                .map(sql::of)
                .toList();
    }

    private static Project project(List<SourceFile> files, ProjectFacts facts) {
        List<PythonModule> modules = new ArrayList<>(KnownLibraries.modules(PythonSources.shared()));
        for (SourceFile file : files) {
            if (DjangoLanguage.isSource(file.path()) || isMigration(file.path())) {
                try {
                    modules.add(PythonSources.shared().module(file));
                } catch (ModelUnreadable _) {
                    // What it would have told is missing, and named where it is missed.
                }
            }
        }
        return new Project(modules, facts, DjangoVersion.of(facts, files), new Gaps(), UnknownFields.ASKED);
    }

    private static Map<Id, MigrationFile> migrations(Project project, List<SourceFile> files) {
        Map<Id, MigrationFile> migrations = new HashMap<>();
        files.stream()
                .filter(file -> isMigration(file.path()))
                .flatMap(file -> project.module(file.path()).stream())
                .flatMap(module -> MigrationFile.of(module, project.apps(), project.arguments()).stream())
                .forEach(migration -> migrations.put(migration.id(), migration));
        return migrations;
    }

    /// Apps all of whose earlier migrations are there, from the first one on.
    private Set<String> completeLabels() {
        Set<String> complete = new HashSet<>();
        earlier.keySet().forEach(id -> complete.add(id.label()));
        for (String label : Set.copyOf(complete)) {
            List<MigrationFile> own = earlier.values().stream()
                    .filter(migration -> migration.id().label().equals(label))
                    .toList();
            boolean begins = own.stream()
                    .anyMatch(migration -> migration.dependencies().stream()
                            .noneMatch(id -> id.label().equals(label)));
            boolean whole = own.stream()
                    .flatMap(migration -> migration.dependencies().stream())
                    .filter(id -> id.label().equals(label) && !id.name().startsWith("__"))
                    .allMatch(this::isThereOrReplaced);
            if (!begins || !whole) {
                complete.remove(label);
            }
        }
        return complete;
    }

    private boolean isThereOrReplaced(Id id) {
        return earlier.containsKey(id)
                || earlier.values().stream()
                        .anyMatch(migration -> migration.replaces().contains(id));
    }

    /// Of a squash and those it replaces only the squash.
    private List<MigrationFile> replayed() {
        Set<String> complete = completeLabels();
        Set<Id> replaced = new HashSet<>();
        earlier.values().forEach(migration -> replaced.addAll(migration.replaces()));
        return earlier.values().stream()
                .filter(migration -> complete.contains(migration.id().label()) && !replaced.contains(migration.id()))
                .toList();
    }

    /// A squash of migrations that were there does nothing where these have run.
    private boolean standsForEarlier(MigrationFile migration) {
        return migration.replaces().stream().anyMatch(earlier::containsKey);
    }

    /// Dependencies first; what does not depend on each other by app and name.
    private List<MigrationFile> inOrder(Collection<MigrationFile> migrations) {
        Map<String, MigrationFile> sorted = new TreeMap<>();
        migrations.forEach(migration ->
                sorted.put(migration.id().label() + " " + migration.id().name(), migration));
        Map<Id, MigrationFile> known = new HashMap<>();
        migrations.forEach(migration -> {
            known.put(migration.id(), migration);
            migration.replaces().forEach(id -> known.putIfAbsent(id, migration));
        });
        sorted.values().forEach(migration -> byPlace(migration, known));
        Set<MigrationFile> ordered = new LinkedHashSet<>();
        sorted.values().forEach(migration -> visit(migration, known, new HashSet<>(), ordered));
        return List.copyOf(ordered);
    }

    /// A dependency may name an app's first or last migration, whatever it is called (documentation, "Migrations",
    /// `__first__`).
    private static void byPlace(MigrationFile migration, Map<Id, MigrationFile> known) {
        String label = migration.id().label();
        boolean first =
                migration.dependencies().stream().noneMatch(id -> id.label().equals(label));
        if (first) {
            known.putIfAbsent(new Id(label, "__first__"), migration);
        }
        known.put(new Id(label, "__latest__"), migration);
    }

    private static void visit(
            MigrationFile migration, Map<Id, MigrationFile> known, Set<Id> visiting, Set<MigrationFile> ordered) {
        if (ordered.contains(migration) || !visiting.add(migration.id())) {
            return;
        }
        for (Id dependency : migration.dependencies()) {
            Optional.ofNullable(known.get(dependency)).ifPresent(found -> visit(found, known, visiting, ordered));
        }
        ordered.add(migration);
    }
}
