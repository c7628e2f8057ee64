package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.model.SourceLocation;
import java.util.List;
import java.util.Optional;

/// What an operation of an Alembic revision is to the database.
///
/// @param operation  for people: `op.add_column`
/// @param statements in order; none for what says nothing to the database
/// @param obstacle   why it cannot be brought to SQL; empty if nothing stands in the way
/// @param element    what an obstacle keeps from being made, if that is known
public record AlembicOperation(
        String operation,
        SourceLocation location,
        List<String> statements,
        Optional<String> obstacle,
        Optional<Element> element) {
    public AlembicOperation {
        statements = List.copyOf(statements);
    }
}
