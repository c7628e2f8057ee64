package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.model.SourceLocation;
import java.util.List;
import java.util.Optional;

/// What an operation of an Alembic revision is to the database.
///
/// @param operation  for people: `op.add_column`
/// @param statements in order; none for what says nothing to the database. Where something stands in the way, those of
/// its parts that are known, which do not run without the others
/// @param obstacle   why it cannot be brought to SQL; empty if nothing stands in the way
/// @param elements   what an obstacle keeps from being made, as far as that is known
public record AlembicOperation(
        String operation,
        SourceLocation location,
        List<String> statements,
        Optional<String> obstacle,
        List<Element> elements) {
    public AlembicOperation {
        statements = List.copyOf(statements);
        elements = List.copyOf(elements);
    }
}
