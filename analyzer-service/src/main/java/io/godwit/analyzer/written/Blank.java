package io.godwit.analyzer.written;

import io.godwit.analyzer.model.OpenType;
import java.util.Locale;
import java.util.Optional;

/// What of a statement only an answer says: a place in it, or whether it runs at all. One answer holds wherever it is.
///
/// @param question the id of the question
/// @param marker   what stands in the statement until then; empty if the question is whether it runs
/// @param asks     the question, for people
/// @param why      why it has to be asked, to be put after "because"
record Blank(String question, Optional<String> marker, String asks, String why) {

    /// The type of a class that no file defines.
    static Blank typeOf(String called) {
        return new Blank(
                "type:" + called,
                Optional.of(OpenType.name(called)),
                "Which type of PostgreSQL has a column of " + called + "? Nothing here defines it.",
                "nothing here says which type " + called + " is");
    }

    /// `${name}`, for which the project has no value.
    static Blank placeholder(String name) {
        return new Blank(
                "placeholder:" + name,
                Optional.of("${" + name + "}"),
                "What stands for the placeholder ${" + name + "}? The fact " + Placeholders.fact(name)
                        + " would say so for every change.",
                "the placeholder ${" + name + "} has no value here; the fact " + Placeholders.fact(name)
                        + " gives it one");
    }

    /// Whether Liquibase runs a changeset; without any contexts it runs all, and nobody has said which it is given.
    ///
    /// @param fact the fact that names those it is given
    static Blank context(String context, String fact) {
        return new Blank(
                "context:" + context,
                Optional.empty(),
                "Does Liquibase run the changesets of the context " + context + " here? Answer yes or no. The fact "
                        + fact + " (a list of contexts) would say so for every change.",
                "it runs in the context " + context + " only; the fact " + fact
                        + " says which this project's Liquibase is given");
    }

    boolean isIn(String sql) {
        return marker.filter(sql::contains).isPresent();
    }

    /// The statement with the answer; without text if it does not run, empty if the answer is none.
    Optional<String> filled(String sql, String answer) {
        return marker.map(place -> Optional.of(sql.replace(place, answer)))
                .orElseGet(() -> switch (answer.strip().toLowerCase(Locale.ROOT)) {
                    case "yes" -> Optional.of(sql);
                    case "no" -> Optional.of("");
                    default -> Optional.empty();
                });
    }
}
