package io.godwit.analyzer.written;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import java.util.List;

/// A way to write migrations down. Implementations hold no state.
interface MigrationFormat {

    /// Whether a file of this path may be a migration of this format.
    boolean reads(String path);

    /// The scripts of a file; none if its text shows that it is of another format.
    ///
    /// @param project the other files of the same side of the change, for what the file imports
    /// @param facts   what is stated of the project
    List<Script> read(SourceFile file, List<SourceFile> project, ProjectFacts facts);
}
