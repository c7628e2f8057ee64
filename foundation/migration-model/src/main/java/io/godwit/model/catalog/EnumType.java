package io.godwit.model.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An enum type.
///
/// @param labels in their sort order
/// @param grants statements that give one of this name that is made anew the owner and the privileges this one has,
///               where they are not those of any new one; they make no difference between two enums
public record EnumType(ObjectName name, List<String> labels, List<String> grants) {
    public EnumType {
        labels = List.copyOf(labels);
        grants = List.copyOf(grants);
    }

    /// One with the owner and privileges of any new one.
    public EnumType(ObjectName name, List<String> labels) {
        this(name, labels, List.of());
    }

    /// Whether the labels that both have come in the same order.
    public boolean isOrderedLike(EnumType other) {
        return common(this, other).equals(common(other, this));
    }

    private static List<String> common(EnumType type, EnumType other) {
        return type.labels().stream().filter(other.labels()::contains).toList();
    }

    public EnumType withLabels(List<String> others) {
        return new EnumType(name, others, grants);
    }

    /// The type with one more label.
    ///
    /// @param next the label it sorts right before; it goes to the end if that is empty or no label of the type
    public EnumType with(String label, Optional<String> next) {
        List<String> more = new ArrayList<>(labels);
        int place = next.map(more::indexOf).filter(found -> found >= 0).orElse(more.size());
        more.add(place, label);
        return withLabels(more);
    }

    /// The same type under another name.
    public EnumType named(ObjectName other) {
        return new EnumType(
                other,
                labels,
                grants.stream()
                        .map(sql -> sql.replace(" TYPE " + name.identity() + " ", " TYPE " + other.identity() + " "))
                        .toList());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EnumType type && name.equals(type.name()) && labels.equals(type.labels());
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, labels);
    }

    /// What makes it the same, which catalogs are hashed by.
    @Override
    public String toString() {
        return "EnumType[name=" + name + ", labels=" + labels + "]";
    }
}
