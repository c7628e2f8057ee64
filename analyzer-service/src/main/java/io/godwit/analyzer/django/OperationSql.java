package io.godwit.analyzer.django;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.model.SourceLocation;
import java.util.List;
import java.util.Optional;

/// What an operation of a Django migration is to the database.
///
/// @param operation for people: `AddField product.price`
/// @param forward   statements there, in order; none for what only changes Django's state
/// @param back      those given for the way back (`reverse_sql`)
/// @param obstacle  why the operation, or a part of it, cannot be brought to SQL; empty if nothing stands in the way
/// @param elements  what an obstacle keeps from being made, as far as that is known
public record OperationSql(
        String operation,
        SourceLocation location,
        List<String> forward,
        List<String> back,
        Optional<String> obstacle,
        List<Element> elements) {
    public OperationSql {
        forward = List.copyOf(forward);
        back = List.copyOf(back);
        elements = List.copyOf(elements);
    }

    OperationSql(
            String operation,
            SourceLocation location,
            List<String> forward,
            List<String> back,
            Optional<String> obstacle) {
        this(operation, location, forward, back, obstacle, List.of());
    }
}
