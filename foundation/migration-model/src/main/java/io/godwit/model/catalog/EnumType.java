package io.godwit.model.catalog;

import java.util.List;

/// An enum type.
///
/// @param labels in their sort order
public record EnumType(ObjectName name, List<String> labels) {
    public EnumType {
        labels = List.copyOf(labels);
    }
}
