package io.godwit.analyzer;

import io.godwit.model.SourceLocation;

/// A change of the schema with where the code says so and how sure that is.
///
/// @param id          the change's [io.godwit.model.planning.ChangeId]
/// @param kind        in kebab case: `add-column`
/// @param object      the object it changes, qualified
/// @param part        its column, constraint or index; empty for the object itself
/// @param description what changes, in one sentence
/// @param inBase      whether the location is in the base revision: what goes is only there
/// @param reason      why the analyzer thinks so
public record Inference(
        String id,
        String kind,
        String object,
        String part,
        String description,
        SourceLocation location,
        boolean inBase,
        Confidence confidence,
        String reason) {

    /// What the head revision says.
    public Inference(
            String id,
            String kind,
            String object,
            String part,
            String description,
            SourceLocation location,
            Confidence confidence,
            String reason) {
        this(id, kind, object, part, description, location, false, confidence, reason);
    }

    /// How sure an inference is, surest first.
    public enum Confidence {
        /// Stated by the code.
        CERTAIN,
        /// Follows from the code with little doubt.
        HIGH,
        /// Probable; a person should look.
        MEDIUM,
        /// A guess; never acted on without an answer.
        LOW
    }
}
