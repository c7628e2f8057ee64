package io.godwit.cli.timeline;

import io.godwit.events.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Questions of the analyzer, with what happens without an answer and the command that gives one.
final class QuestionWords {
    private QuestionWords() {}

    static List<String> of(UUID migration, List<Question> questions) {
        List<String> lines = new ArrayList<>();
        for (Question question : questions) {
            lines.add("question: " + question.getText() + "  (" + Words.place(question.getLocation()) + ")");
            if (!question.getWithoutAnswer().isEmpty()) {
                lines.add("  without an answer: " + question.getWithoutAnswer());
            }
            lines.add("  godwit answer %s --question %s --with %s"
                    .formatted(
                            Words.abbreviated(migration),
                            quoted(question.getId()),
                            question.getChoices().isEmpty() ? "SQL" : String.join(" | ", question.getChoices())));
        }
        return lines;
    }

    /// For a shell; plain where nothing has to be quoted.
    private static String quoted(String word) {
        return word.matches("[\\w.:/@-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
