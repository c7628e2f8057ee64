package io.godwit.cli.plan;

import io.godwit.analyzer.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Open questions as JSON.
final class Questions {
    private Questions() {}

    static List<Map<String, Object>> json(List<Outcome.Asked> asked) {
        return asked.stream().map(Questions::json).toList();
    }

    private static Map<String, Object> json(Outcome.Asked asked) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("id", asked.question().id());
        question.put("text", asked.question().text());
        question.put("object", asked.question().object().toString());
        question.put("column", asked.question().part());
        question.put("file", asked.location().file());
        question.put("line", asked.location().line());
        question.put("choices", asked.question().choices());
        question.put("withoutAnswer", asked.question().withoutAnswer());
        return question;
    }
}
