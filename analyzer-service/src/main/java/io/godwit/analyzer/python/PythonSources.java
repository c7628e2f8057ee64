package io.godwit.analyzer.python;

import io.godwit.analyzer.model.SourceFile;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads Python files. Most files are the same before and after a change, so what was read last is kept for a while.
public final class PythonSources {
    private static final int KEPT = 500;

    private static final PythonSources SHARED = new PythonSources();

    private final Map<SourceFile, PythonModule> read = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SourceFile, PythonModule> eldest) {
            return size() > KEPT;
        }
    };

    private PythonSources() {}

    /// One for all languages: they read the same files.
    public static PythonSources shared() {
        return SHARED;
    }

    /// @throws io.godwit.analyzer.model.ModelUnreadable for a file that is too large
    public PythonModule module(SourceFile file) {
        synchronized (read) {
            return read.computeIfAbsent(file, StatementReading::read);
        }
    }
}
