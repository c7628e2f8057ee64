package io.godwit.postgres.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Runs definitions until no further one succeeds. Which depends on which need not be known: a definition that came too
/// early is tried again after the others.
final class DefinitionRun {
    /// A definition that failed for good, with PostgreSQL's word on it.
    record Failed(Definition definition, String reason) {
        NotCopied asNotCopied() {
            return new NotCopied(definition.kind().toString(), definition.name(), reason);
        }
    }

    private DefinitionRun() {}

    /// @param target a connection in autocommit mode
    /// @return the definitions that failed; a lost connection is thrown instead
    static List<Failed> run(Connection target, List<Definition> definitions) throws SQLException {
        List<Definition> waiting = definitions;
        while (true) {
            List<Failed> failed = once(target, waiting);
            if (failed.isEmpty() || failed.size() == waiting.size()) {
                return failed;
            }
            waiting = failed.stream().map(Failed::definition).toList();
        }
    }

    private static List<Failed> once(Connection target, List<Definition> definitions) throws SQLException {
        List<Failed> failed = new ArrayList<>();
        try (Statement statement = target.createStatement()) {
            statement.setEscapeProcessing(false);
            for (Definition definition : definitions) {
                try {
                    statement.execute(definition.statement());
                } catch (SQLException problem) {
                    if (notAboutTheDefinition(problem)) {
                        throw problem;
                    }
                    failed.add(new Failed(definition, firstLine(problem)));
                }
            }
        }
        return failed;
    }

    /// Lost connections, a full disk, a server that stops.
    private static boolean notAboutTheDefinition(SQLException problem) {
        String state = String.valueOf(problem.getSQLState());
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }

    private static String firstLine(SQLException problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }
}
