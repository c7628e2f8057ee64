package io.godwit.analyzer.model;

import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.SchemaObject;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// Sequences models declare, in the form a catalog has them.
public final class SequenceObjects {
    private SequenceObjects() {}

    /// @param step  what a value is greater by than the one before
    /// @param first the first value
    /// @param users tables whose defaults take values from it
    public static SchemaObject of(ObjectName name, long step, long first, Collection<ObjectName> users) {
        String options = SequenceOptions.complete("INCREMENT BY " + step + " START WITH " + first);
        return new SchemaObject(
                ObjectKind.SEQUENCE,
                name.identity(),
                List.of("CREATE SEQUENCE " + name.identity() + " " + options),
                List.of("DROP SEQUENCE " + name.identity()),
                List.of("ALTER SEQUENCE " + name.identity() + " " + options),
                "",
                new TreeSet<>(),
                new TreeSet<>(users.stream().map(ObjectName::identity).toList()));
    }
}
