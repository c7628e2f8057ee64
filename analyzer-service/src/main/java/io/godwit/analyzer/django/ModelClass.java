package io.godwit.analyzer.django;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A model.
///
/// @param type     its class
/// @param label    its app's
/// @param name     its class's, or the one migrations give it
/// @param table    its table; a proxy's is its parent's
/// @param kind     whether it has a table, and whose
/// @param meta     its options
/// @param fields   in the order of the columns, those of abstract bases and an implicit key included
/// @param parents  models with tables of their own it extends
/// @param unclear  bases that are not among the files
/// @param isKnown  whether it comes with a library and is described by Godwit
record ModelClass(
        ClassReference type,
        String label,
        String name,
        ObjectName table,
        Kind kind,
        Meta meta,
        List<Field> fields,
        List<ModelClass> parents,
        List<String> unclear,
        boolean isKnown) {
    ModelClass {
        fields = List.copyOf(fields);
        parents = List.copyOf(parents);
        unclear = List.copyOf(unclear);
    }

    enum Kind {
        /// Has a table that migrations make.
        CONCRETE,
        /// Hands its fields down.
        ABSTRACT,
        /// Another face of its parent's table.
        PROXY,
        /// Has a table somebody else makes.
        UNMANAGED
    }

    /// How its app and name are found: `shop.product`.
    String key() {
        return key(label, name);
    }

    static String key(String label, String name) {
        return (label + "." + name).toLowerCase(Locale.ROOT);
    }

    ModelClass withFields(List<Field> others) {
        return new ModelClass(type, label, name, table, kind, meta, others, parents, unclear, isKnown);
    }

    ModelClass withMeta(Meta other) {
        return new ModelClass(type, label, name, table, kind, other, fields, parents, unclear, isKnown);
    }

    /// The same model under another name or with another table.
    ModelClass called(String otherName, ObjectName otherTable) {
        return new ModelClass(type, label, otherName, otherTable, kind, meta, fields, parents, unclear, isKnown);
    }

    SourceLocation location() {
        return new SourceLocation(type.module().path(), type.definition().line());
    }

    /// The field of that name, those of parents searched too. A relation is also found by its column's name.
    Optional<Field> field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name) || field.isRelation() && (field.name() + "_id").equals(name))
                .findFirst();
    }
}
