package io.godwit.analyzer.django;

import io.godwit.analyzer.python.ClassReference;
import java.util.Collection;
import java.util.Optional;

/// The models relations may point to: those of classes, or those that migrations have made so far.
interface Registry {

    /// Every model but the abstract ones.
    Collection<ModelClass> all();

    /// The model `label.Name` means.
    Optional<ModelClass> named(String label, String name);

    /// The model a class is; empty if it is none.
    Optional<ModelClass> of(ClassReference type);
}
