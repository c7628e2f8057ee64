package io.godwit.cli.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a value cannot be known the right answer is the rest of the migration and a question. This tells whether it is
/// the rest: every fact in which the database differs from the wanted one has to be about something that a question
/// names.
final class RestOfMigration {
    private RestOfMigration() {}

    /// The differing facts that no question of the answer is about.
    static List<String> unasked(Map<String, ?> answer, Set<String> wanted, Set<String> got) {
        List<String> unasked = new ArrayList<>();
        List<Map<?, ?>> questions = questions(answer.get("questions"));
        for (Set<String> side : List.of(wanted, got)) {
            Set<String> other = side == wanted ? got : wanted;
            side.stream()
                    .filter(fact -> !other.contains(fact))
                    .filter(fact -> questions.stream().noneMatch(question -> names(question, fact)))
                    .filter(fact -> !isTypeOfOne(fact, got, questions))
                    .forEach(unasked::add);
        }
        return unasked;
    }

    /// An enum stays as long as a column does that a question is about.
    private static boolean isTypeOfOne(String fact, Set<String> got, List<Map<?, ?>> questions) {
        return fact.startsWith("enum|")
                && got.stream()
                        .filter(other -> other.startsWith("col|") && mentions(other, fact.split("\\|")[1]))
                        .anyMatch(other -> questions.stream().anyMatch(question -> names(question, other)));
    }

    private static List<Map<?, ?>> questions(@Nullable Object asked) {
        List<Map<?, ?>> questions = new ArrayList<>();
        if (asked instanceof List<?> list) {
            list.forEach(one -> {
                if (one instanceof Map<?, ?> question) {
                    questions.add(question);
                }
            });
        }
        return questions;
    }

    /// A fact is `kind|relation|name or definition|…`.
    private static boolean names(Map<?, ?> question, String fact) {
        String[] parts = fact.split("\\|", 3);
        String said = question.get("text") + " " + question.get("choices") + " " + question.get("id");
        if (!mentions(said, parts[1])) {
            return false;
        }
        String column = String.valueOf(question.get("column"));
        return switch (parts[0]) {
            case "col" -> column.isEmpty() || mentions(said, parts[2].split("\\|", 2)[0]);
            case "con", "idx" -> column.isEmpty() || mentions(parts[2], column) || isAbout(question, parts[2]);
            default -> true;
        };
    }

    /// A rename's question names the old column in its id and the new ones in its choices.
    private static boolean isAbout(Map<?, ?> question, String definition) {
        String id = String.valueOf(question.get("id"));
        return mentions(definition, id.substring(id.lastIndexOf('.') + 1))
                || question.get("choices") instanceof List<?> choices
                        && choices.stream().anyMatch(choice -> mentions(definition, String.valueOf(choice)));
    }

    private static boolean mentions(String text, String name) {
        return Pattern.compile("(?<![A-Za-z0-9_$])" + Pattern.quote(name) + "(?![A-Za-z0-9_$])")
                .matcher(text)
                .find();
    }
}
