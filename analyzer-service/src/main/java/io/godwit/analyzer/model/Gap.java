package io.godwit.analyzer.model;

import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectName;
import java.util.Optional;

/// A part of the models that could not be understood: an import that leads nowhere, an unknown base class or type of
/// field. What is inferred around it is partial, and nothing of the table is dropped on the strength of it.
///
/// @param table    the table it is a part of; empty if not even that is known, so that it may be any
/// @param location where it stands
/// @param what     what is not understood and what would help, in one sentence
public record Gap(Optional<ObjectName> table, SourceLocation location, String what) {}
