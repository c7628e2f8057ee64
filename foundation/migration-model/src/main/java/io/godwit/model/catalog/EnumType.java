package io.godwit.model.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An enum type.
///
/// @param labels in their sort order
public record EnumType(ObjectName name, List<String> labels) {
    public EnumType {
        labels = List.copyOf(labels);
    }

    /// Whether the labels that both have come in the same order.
    public boolean isOrderedLike(EnumType other) {
        return common(this, other).equals(common(other, this));
    }

    private static List<String> common(EnumType type, EnumType other) {
        return type.labels().stream().filter(other.labels()::contains).toList();
    }

    /// The type with one more label.
    ///
    /// @param next the label it sorts right before; it goes to the end if that is empty or no label of the type
    public EnumType with(String label, Optional<String> next) {
        List<String> more = new ArrayList<>(labels);
        int place = next.map(more::indexOf).filter(found -> found >= 0).orElse(more.size());
        more.add(place, label);
        return new EnumType(name, more);
    }
}
