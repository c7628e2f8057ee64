package io.godwit.analyzer.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.query.AddedQueries;
import io.godwit.analyzer.written.WrittenMigrations;
import java.util.List;
import java.util.Optional;

/// Any text as source code or as a migration is read without failing.
public final class QueryFuzz {
    private QueryFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider input) {
        String text = input.consumeRemainingAsString();
        for (String path : List.of("a.sql", "a.py", "a.ts", "A.java", "V1__a.sql")) {
            List<FileChange> files = List.of(new FileChange(path, Optional.empty(), Optional.of(text)));
            AddedQueries.in(files);
            WrittenMigrations.in(files, ProjectFacts.none());
        }
    }
}
