package io.godwit.analyzer.written;

import io.godwit.model.SourceLocation;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;

/// A statement of a migration and where it stands.
public record WrittenStatement(ParsedStatement parsed, SourceLocation location) {

    public Statement statement() {
        return parsed.statement();
    }

    public String text() {
        return parsed.text();
    }
}
