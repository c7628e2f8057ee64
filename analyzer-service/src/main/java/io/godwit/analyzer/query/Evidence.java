package io.godwit.analyzer.query;

import io.godwit.analyzer.Inference.Confidence;
import io.godwit.analyzer.Outcome;
import io.godwit.model.SourceLocation;
import io.godwit.model.change.SchemaChange;
import java.util.List;

/// What the queries of a change say of the schema.
///
/// @param changes   sure enough to act on
/// @param questions about what is not
/// @param notes     suggestions, and queries that were left out
public record Evidence(List<Inferred> changes, List<Outcome.Asked> questions, List<String> notes) {
    public Evidence {
        changes = List.copyOf(changes);
        questions = List.copyOf(questions);
        notes = List.copyOf(notes);
    }

    /// @param reason why, in one sentence
    public record Inferred(SchemaChange change, SourceLocation location, Confidence confidence, String reason) {}

    public static Evidence none() {
        return new Evidence(List.of(), List.of(), List.of());
    }
}
