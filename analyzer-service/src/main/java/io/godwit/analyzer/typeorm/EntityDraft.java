package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.typeorm.Definition.Kind;
import io.godwit.analyzer.typeorm.Definition.RelationPart;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table while it is put together.
final class EntityDraft {
    final Definition definition;
    final ObjectName table;
    final String nameWithoutPrefix;

    /// Prefix included, and however long: names of constraints are made of it.
    final String fullName;

    final boolean synchronised;

    /// In TypeORM's order, which is that of a composite primary key's columns: the entity's own, then embedded ones.
    final List<ColumnDraft> ownColumns = new ArrayList<>();

    final List<ColumnDraft> embeddedColumns = new ArrayList<>();
    final List<RelationDraft> relations = new ArrayList<>();
    final List<KeyDraft> indexes = new ArrayList<>();
    final List<KeyDraft> uniques = new ArrayList<>();
    final List<ForeignKey> foreignKeys = new ArrayList<>();
    final Map<String, SourceLocation> places = new LinkedHashMap<>();

    /// Properties, with what they are embedded in, that may have a column or none.
    final Map<String, SourceLocation> open = new LinkedHashMap<>();

    /// A relation of the table's.
    static final class RelationDraft {
        final RelationPart part;

        /// Properties of what it is embedded in, outermost first.
        final List<String> parents;

        /// What the names of its columns begin with.
        final List<String> prefixes;

        /// Its own columns, once they are there.
        final List<ColumnDraft> joinedBy = new ArrayList<>();

        RelationDraft(RelationPart part, List<String> parents, List<String> prefixes) {
            this.part = part;
            this.parents = List.copyOf(parents);
            this.prefixes = List.copyOf(prefixes);
        }

        /// With what it is embedded in: `address.city`.
        String path() {
            List<String> all = new ArrayList<>(parents);
            all.add(part.property());
            return String.join(".", all);
        }
    }

    /// An index or unique constraint that is still to be given its columns.
    ///
    /// @param parents what its definition is embedded in
    record KeyDraft(Definition.KeyPart part, List<String> parents, List<ColumnDraft> columns) {}

    EntityDraft(Definition definition, String schema, String prefix, String nameWithoutPrefix, boolean synchronised) {
        this.definition = definition;
        this.fullName = prefix + nameWithoutPrefix;
        this.table = new ObjectName(schema, fullName);
        this.nameWithoutPrefix = nameWithoutPrefix;
        this.synchronised = synchronised;
    }

    List<ColumnDraft> columns() {
        List<ColumnDraft> all = new ArrayList<>(ownColumns);
        all.addAll(embeddedColumns);
        return all;
    }

    List<ColumnDraft> primaryColumns() {
        return columns().stream().filter(column -> column.primary).toList();
    }

    Optional<ColumnDraft> ownColumn(String property) {
        return ownColumns.stream()
                .filter(column -> column.property.equals(property))
                .findFirst();
    }

    boolean isView() {
        return definition.kind == Kind.VIEW;
    }
}
