package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.LibraryDescriptions;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.PythonSources;
import java.util.List;

/// The packages whose mixins and types bring columns into models.
final class KnownMixins {
    private static final List<String> MODULES = List.of(
            "oslo_db/sqlalchemy/models.py",
            "oslo_db/sqlalchemy/types.py",
            "sqlalchemy_utils/models.py",
            "sqlalchemy_utils/__init__.py");

    private KnownMixins() {}

    static List<PythonModule> modules(PythonSources sources) {
        return LibraryDescriptions.modules(KnownMixins.class, MODULES, sources);
    }
}
