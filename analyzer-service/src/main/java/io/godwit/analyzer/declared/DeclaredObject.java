package io.godwit.analyzer.declared;

import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectKind;
import java.util.List;

/// An object of a declared schema before it is known what else there is.
///
/// @param identity  as `pg_identify_object` prints it
/// @param belongsTo keys of what it is a part of, as [io.godwit.model.catalog.SchemaObject#key] writes them
/// @param names     the SQL whose names are those of what it depends on; empty if it depends on nothing else
record DeclaredObject(
        ObjectKind kind,
        String identity,
        List<String> makes,
        List<String> removes,
        List<String> alters,
        String form,
        List<String> belongsTo,
        String names,
        SourceLocation location) {
    DeclaredObject {
        makes = List.copyOf(makes);
        removes = List.copyOf(removes);
        alters = List.copyOf(alters);
        belongsTo = List.copyOf(belongsTo);
    }

    /// As [io.godwit.model.catalog.SchemaObject#key] writes it.
    String key() {
        return kind.keyOf(identity);
    }

    /// One that stands for itself, and is taken away and made anew where it changes.
    static DeclaredObject of(
            ObjectKind kind, String identity, String makes, String removes, String names, SourceLocation location) {
        return new DeclaredObject(
                kind, identity, List.of(makes), List.of(removes), List.of(), "", List.of(), names, location);
    }
}
