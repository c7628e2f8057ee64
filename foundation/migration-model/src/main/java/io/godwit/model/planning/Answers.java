package io.godwit.model.planning;

import java.util.Map;
import java.util.Optional;

/// What people have answered to questions of an earlier plan of the same change, and what the models themselves say.
///
/// @param byQuestion the answer by the question's id
/// @param ofModels   what models say in code that a database does not keep, such as the value existing rows get in a
/// new column; by the question's id, which is then not asked. An answer goes before it.
public record Answers(Map<String, String> byQuestion, Map<String, String> ofModels) {
    public Answers {
        byQuestion = Map.copyOf(byQuestion);
        ofModels = Map.copyOf(ofModels);
    }

    public Answers(Map<String, String> byQuestion) {
        this(byQuestion, Map.of());
    }

    public static Answers none() {
        return new Answers(Map.of());
    }

    /// These answers, and what models say where there is none.
    public Answers withModels(Map<String, String> said) {
        return new Answers(byQuestion, said);
    }

    /// The id of the question which value existing rows get in a column.
    ///
    /// @param table as it is shown to people
    public static String valueQuestion(String table, String column) {
        return "value:" + table + "." + column;
    }

    /// The id of the question what becomes of a column's values when its type changes. The answer is an expression over
    /// the column.
    ///
    /// @param table as it is shown to people
    public static String conversionQuestion(String table, String column) {
        return "convert:" + table + "." + column;
    }

    /// The answer to a question; empty if nobody has given one.
    public Optional<String> to(String question) {
        return given(question).or(() -> Optional.ofNullable(ofModels.get(question)));
    }

    /// Where the answer comes from, for people: `as answered`, `as the models say`.
    public String source(String question) {
        return given(question).isPresent() ? "as answered" : "as the models say";
    }

    /// The answer people have given; empty if there is none, whatever the models say.
    public Optional<String> given(String question) {
        return Optional.ofNullable(byQuestion.get(question)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
