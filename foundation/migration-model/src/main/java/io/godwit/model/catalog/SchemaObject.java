package io.godwit.model.catalog;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Something a database holds beside tables, columns, constraints, indexes and enums: a view, a function, a trigger,
/// ... It is not taken apart: it is made, taken away, or brought to another form by the statements PostgreSQL itself
/// prints for it.
///
/// @param identity as `pg_identify_object` prints it, under an empty `search_path`
/// @param makes    statements that make it
/// @param removes  statements that take it away; empty if it goes only with what it belongs to
/// @param alters   statements that bring an existing one of the same `form` to this one; empty if none can
/// @param form     what an existing one must have in common for `alters`: a view its columns, a function its result
/// @param uses     keys of what it depends on, as [#key] writes them; columns as `table column public.t.c`
/// @param tables   identities of the tables whose definition uses it
/// @param grants   statements that give one that is made anew the owner and the privileges this one has, where they are
///                 not those of any new one; they make no difference between two objects
public record SchemaObject(
        ObjectKind kind,
        String identity,
        List<String> makes,
        List<String> removes,
        List<String> alters,
        String form,
        SortedSet<String> uses,
        SortedSet<String> tables,
        List<String> grants) {
    public SchemaObject {
        makes = List.copyOf(makes);
        removes = List.copyOf(removes);
        alters = List.copyOf(alters);
        uses = Collections.unmodifiableSortedSet(new TreeSet<>(uses));
        tables = Collections.unmodifiableSortedSet(new TreeSet<>(tables));
        grants = List.copyOf(grants);
    }

    /// One with the owner and privileges of any new one.
    public SchemaObject(
            ObjectKind kind,
            String identity,
            List<String> makes,
            List<String> removes,
            List<String> alters,
            String form,
            SortedSet<String> uses,
            SortedSet<String> tables) {
        this(kind, identity, makes, removes, alters, form, uses, tables, List.of());
    }

    /// This definition with another one's owner and privileges.
    public SchemaObject grantedAs(Optional<SchemaObject> other) {
        return new SchemaObject(
                kind,
                identity,
                makes,
                removes,
                alters,
                form,
                uses,
                tables,
                other.map(SchemaObject::grants).orElse(List.of()));
    }

    /// Statements that make it anew, for those who could use it before.
    public List<String> remakes() {
        return Stream.concat(makes.stream(), grants.stream()).toList();
    }

    /// Names it among all objects of its database.
    public String key() {
        return kind.keyOf(identity);
    }

    /// Whether another catalog's object of the same key is the same, whatever uses it.
    public boolean sameAs(SchemaObject other) {
        return makes.equals(other.makes);
    }

    /// Whether it only says something about what it belongs to, and stands in the way of nothing.
    public boolean isLabel() {
        return kind == ObjectKind.COMMENT || kind == ObjectKind.NOT_NULL_NAME;
    }

    /// Whether this one can become the other without being taken away.
    public boolean canBecome(SchemaObject other) {
        return !other.alters.isEmpty() && form.equals(other.form);
    }

    /// For people: `view public.active_users`.
    @Override
    public String toString() {
        return kind.title() + " " + identity;
    }
}
