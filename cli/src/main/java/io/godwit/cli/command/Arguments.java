package io.godwit.cli.command;

import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;

/// Reads what several commands are given.
final class Arguments {
    private Arguments() {}

    static DatabaseName database(String name) {
        try {
            return new DatabaseName(name);
        } catch (IllegalArgumentException problem) {
            throw Problem.user("BAD_DATABASE_NAME", "--database: " + problem.getMessage(), problem);
        }
    }

    /// Who runs the command.
    static String user() {
        return System.getProperty("user.name", "");
    }
}
