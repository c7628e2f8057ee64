package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.model.ModelLanguage;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.PythonSources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// SQLAlchemy's models, Flask's and SQLModel's included.
public final class SqlAlchemyLanguage implements ModelLanguage {
    private final PythonSources sources = PythonSources.shared();

    @Override
    public String name() {
        return "SQLAlchemy";
    }

    @Override
    public boolean reads(String path) {
        return path.endsWith(".py")
                && !path.matches("(.*/)?(migrations|alembic|versions|tests?|node_modules|site-packages|\\.?venv)/.*")
                && !path.matches("(.*/)?(tests?|test_[^/]*|[^/]*_tests?|conftest)\\.py");
    }

    @Override
    public DesiredSchema read(List<SourceFile> files, ProjectFacts facts) {
        if (files.stream().noneMatch(SqlAlchemyLanguage::mentionsIt)) {
            return DesiredSchema.empty();
        }
        List<Gap> gaps = new ArrayList<>();
        List<PythonModule> modules = new ArrayList<>(KnownMixins.modules(sources));
        for (SourceFile file : files) {
            try {
                PythonModule module = sources.module(file);
                module.damaged()
                        .filter(_ -> mentionsIt(file))
                        .ifPresent(line -> gaps.add(new Gap(
                                Optional.empty(),
                                new io.godwit.model.SourceLocation(file.path(), line),
                                "the Python of " + file.path()
                                        + " is not understood here; models after it may be missing")));
                modules.add(module);
            } catch (ModelUnreadable problem) {
                gaps.add(new Gap(Optional.empty(), problem.location(), problem.what()));
            }
        }
        return new Metadata(modules, gaps).schema();
    }

    private static boolean mentionsIt(SourceFile file) {
        return file.text().contains("sqlalchemy") || file.text().contains("sqlmodel");
    }
}
