package io.godwit.analyzer.model;

import java.util.List;

/// A way to write models down. Implementations hold no state.
public interface ModelLanguage {

    /// Its name, for people.
    String name();

    /// Whether a file of this path may hold models of this language.
    boolean reads(String path);

    /// The catalog the models want.
    ///
    /// @param files those that [#reads] accepts, of one side of the change; none gives an empty catalog
    /// @throws ModelUnreadable for the first place that cannot be understood
    DesiredSchema read(List<SourceFile> files);
}
