package io.godwit.analyzer.django;

import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.ObjectName;
import java.util.Optional;

/// The column of a field.
///
/// @param unique    whether the field alone is a key, the primary one included
/// @param indexed   whether it asks for an index
/// @param target    what a relation refers to; empty for other fields
record FieldColumn(
        Field field, Column column, boolean primaryKey, boolean unique, boolean indexed, Optional<Target> target) {

    /// The column at the other end.
    record Target(ObjectName table, String column) {}
}
