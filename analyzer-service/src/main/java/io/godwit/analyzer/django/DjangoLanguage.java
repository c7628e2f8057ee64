package io.godwit.analyzer.django;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.ModelLanguage;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.PythonSources;
import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/// Django's models, over all apps of a project.
public final class DjangoLanguage implements ModelLanguage {
    private final PythonSources sources = PythonSources.shared();

    @Override
    public String name() {
        return "Django";
    }

    @Override
    public boolean reads(String path) {
        return DjangoVersion.isRequirements(path) || isSource(path);
    }

    /// Python that may hold models: neither migrations nor tests.
    static boolean isSource(String path) {
        return path.endsWith(".py")
                && !path.matches("(.*/)?(migrations|tests?|testing|node_modules|site-packages|\\.?venv)/.*")
                && !path.matches("(.*/)?(tests?|test_[^/]*|[^/]*_tests?|conftest|manage)\\.py");
    }

    @Override
    public DesiredSchema read(List<SourceFile> files, ProjectFacts facts) {
        List<SourceFile> python =
                files.stream().filter(file -> isSource(file.path())).toList();
        if (python.stream().noneMatch(file -> file.text().contains("django"))) {
            return DesiredSchema.empty();
        }
        Gaps gaps = new Gaps();
        List<PythonModule> modules = new ArrayList<>(KnownLibraries.modules(sources));
        for (SourceFile file : python) {
            module(file, gaps, modules);
        }
        return new Project(modules, facts, DjangoVersion.of(facts, files), gaps, UnknownFields.LEFT_ALONE).schema();
    }

    /// A file that cannot be read is a gap: the rest of the project still can.
    private void module(SourceFile file, Gaps gaps, List<PythonModule> into) {
        try {
            PythonModule module = sources.module(file);
            module.damaged()
                    .filter(_ -> file.text().contains("models."))
                    .ifPresent(line -> gaps.of(
                            new SourceLocation(file.path(), line),
                            "the Python of " + file.path()
                                    + " is not understood here; models after it may be missing"));
            into.add(module);
        } catch (ModelUnreadable problem) {
            gaps.of(problem.location(), problem.what());
        }
    }
}
