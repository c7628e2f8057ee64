package io.godwit.analyzer.written;

import io.godwit.model.SourceLocation;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import java.util.List;

/// What becomes one step: a statement, or several that were written to stay together.
///
/// @param script     the migration it is of
/// @param statements at least one
/// @param settings   `SET LOCAL` statements it runs under
record Part(Script script, List<WrittenStatement> statements, List<String> settings) {
    Part {
        statements = List.copyOf(statements);
        settings = List.copyOf(settings);
    }

    List<Statement> parsed() {
        return statements.stream().map(WrittenStatement::statement).toList();
    }

    WrittenStatement first() {
        return statements.getFirst();
    }

    SourceLocation location() {
        return first().location();
    }

    Part of(ParsedStatement statement) {
        return new Part(script, List.of(new WrittenStatement(statement, location())), settings);
    }
}
