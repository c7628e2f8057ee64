package io.godwit.analyzer.written;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.model.SourceLocation;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import java.util.Optional;

/// A statement of a migration and where it stands.
///
/// @param obstacle why it cannot run as it is written; empty if it can
/// @param element  what an obstacle keeps from being made, if that is known
public record WrittenStatement(
        ParsedStatement parsed, SourceLocation location, Optional<String> obstacle, Optional<Element> element) {

    public WrittenStatement(ParsedStatement parsed, SourceLocation location, Optional<String> obstacle) {
        this(parsed, location, obstacle, Optional.empty());
    }

    public WrittenStatement(ParsedStatement parsed, SourceLocation location) {
        this(parsed, location, Optional.empty());
    }

    public Statement statement() {
        return parsed.statement();
    }

    public String text() {
        return parsed.text();
    }
}
