package io.godwit.analyzer.written;

import io.godwit.analyzer.model.SourceFile;
import java.util.List;

/// A way to write migrations down. Implementations hold no state.
interface MigrationFormat {

    /// Whether a file of this path may be a migration of this format.
    boolean reads(String path);

    /// The scripts of a file; none if its text shows that it is of another format.
    List<Script> read(SourceFile file);
}
