package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.Undefined;
import io.godwit.model.SourceLocation;
import java.util.List;
import java.util.Optional;

/// One of TypeORM's decorators on a class or property.
///
/// @param name as TypeORM calls it, whatever the file calls it
record Decorator(String name, List<Value> arguments, SourceLocation location) {
    Decorator {
        arguments = List.copyOf(arguments);
    }

    boolean is(String other) {
        return name.equals(other);
    }

    /// The argument at a place, counted from 0; undefined for one that is not given.
    Value argument(int at) {
        return at < arguments.size() ? arguments.get(at) : new Undefined();
    }

    /// The first argument that is an object of options.
    Value options() {
        return arguments.stream()
                .filter(Value.Fields.class::isInstance)
                .findFirst()
                .orElse(new Undefined());
    }

    /// The first argument where it is a text: a name, mostly.
    Optional<String> leadingText() {
        return argument(0).asText();
    }
}
