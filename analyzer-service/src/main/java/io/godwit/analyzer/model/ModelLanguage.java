package io.godwit.analyzer.model;

import java.util.List;

/// A way to write models down. Implementations hold no state.
public interface ModelLanguage {

    /// Its name, for people.
    String name();

    /// Whether a file of this path may hold models of this language, or the configuration it reads for its
    /// [ProjectFacts].
    boolean reads(String path);

    /// The catalog the models want.
    ///
    /// @param files those that [#reads] accepts, of one side of the change; none gives an empty catalog
    /// @param facts what is stated of the project
    /// @throws ModelUnreadable for the first place that cannot be understood at all; what can be left out is a
    /// [Gap] of the result instead
    DesiredSchema read(List<SourceFile> files, ProjectFacts facts);
}
