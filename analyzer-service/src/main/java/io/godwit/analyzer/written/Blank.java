package io.godwit.analyzer.written;

import io.godwit.analyzer.model.OpenType;

/// A place in a statement that only an answer fills in. One answer fills it in wherever it is.
///
/// @param question the id of the question
/// @param marker   what stands in the statement until then
/// @param asks     the question, for people
/// @param why      why it has to be asked, to be put after "because"
record Blank(String question, String marker, String asks, String why) {

    /// The type of a class that no file defines.
    static Blank typeOf(String called) {
        return new Blank(
                "type:" + called,
                OpenType.name(called),
                "Which type of PostgreSQL has a column of " + called + "? Nothing here defines it.",
                "nothing here says which type " + called + " is");
    }

    /// `${name}`, for which the project has no value.
    static Blank placeholder(String name) {
        return new Blank(
                "placeholder:" + name,
                "${" + name + "}",
                "What stands for the placeholder ${" + name + "}? The fact " + Placeholders.fact(name)
                        + " would say so for every change.",
                "the placeholder ${" + name + "} has no value here; the fact " + Placeholders.fact(name)
                        + " gives it one");
    }

    boolean isIn(String sql) {
        return sql.contains(marker);
    }

    String filled(String sql, String answer) {
        return sql.replace(marker, answer);
    }
}
