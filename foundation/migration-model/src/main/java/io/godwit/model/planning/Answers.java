package io.godwit.model.planning;

import java.util.Map;
import java.util.Optional;

/// What people have answered to questions of an earlier plan of the same change.
///
/// @param byQuestion the answer by the question's id
public record Answers(Map<String, String> byQuestion) {
    public Answers {
        byQuestion = Map.copyOf(byQuestion);
    }

    public static Answers none() {
        return new Answers(Map.of());
    }

    /// The answer to a question; empty if nobody has given one.
    public Optional<String> to(String question) {
        return Optional.ofNullable(byQuestion.get(question)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
