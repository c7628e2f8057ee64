package io.godwit.model.diff;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.Constraint.PrimaryKey;
import io.godwit.model.catalog.Constraint.Unique;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.DropConstraint;
import io.godwit.model.change.SchemaChange.DropIndex;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds what the models mean among a live table's indexes and constraints: by name, else by what it does.
record LiveTable(Catalog live, ObjectName name) {

    private Optional<Table> table() {
        return live.table(name);
    }

    boolean has(String indexName) {
        return table().flatMap(found -> found.index(indexName)).isPresent();
    }

    /// The name of a valid index, or unique constraint, that does what this one would.
    Optional<String> sameAs(Index wanted, List<SchemaChange> decided) {
        return table().flatMap(found -> Stream.concat(
                        found.indexes().stream()
                                .filter(index -> index.valid()
                                        && (SameStructure.of(index, wanted)
                                                || writtenOtherwise(index, wanted)
                                                        && !decided.contains(new DropIndex(name, index))))
                                .map(Index::name),
                        uniqueConstraints(found, wanted).map(Constraint::name))
                .findFirst());
    }

    /// The name of a constraint that does what this one would and is not about to be dropped.
    Optional<String> sameAs(Constraint wanted, List<SchemaChange> decided) {
        return table().stream()
                .flatMap(found -> found.constraints().stream())
                .filter(constraint -> SameStructure.of(constraint, wanted) || writtenOtherwise(constraint, wanted))
                .filter(constraint -> !decided.contains(new DropConstraint(name, constraint)))
                .map(Constraint::name)
                .findFirst();
    }

    /// Whether both have the name and differ at most in how an expression is written: PostgreSQL prints it its own
    /// way, and another one of this name could not be added.
    private static boolean writtenOtherwise(Constraint constraint, Constraint wanted) {
        return constraint.name().equals(wanted.name())
                && (constraint instanceof Constraint.Check && wanted instanceof Constraint.Check
                        || constraint instanceof Constraint.Other && wanted instanceof Constraint.Other);
    }

    private static boolean writtenOtherwise(Index index, Index wanted) {
        return index.name().equals(wanted.name())
                && index.unique() == wanted.unique()
                && index.columns().equals(wanted.columns())
                && index.keys().size() == wanted.keys().size()
                && index.predicate().isPresent() == wanted.predicate().isPresent();
    }

    /// The drop of what the models call this index. A unique index of the models may be a constraint in
    /// the database.
    Optional<SchemaChange> drop(Index wanted) {
        return table().flatMap(found -> found.index(wanted.name())
                .or(() -> found.indexes().stream()
                        .filter(index -> SameStructure.of(index, wanted))
                        .findFirst())
                .<SchemaChange>map(index -> new DropIndex(name, index))
                .or(() -> uniqueConstraints(found, wanted)
                        .findFirst()
                        .map(constraint -> new DropConstraint(name, constraint))));
    }

    /// The drop of what the models call this constraint. A primary key is found whatever its name is.
    Optional<SchemaChange> drop(Constraint wanted) {
        return meant(wanted).map(constraint -> new DropConstraint(name, constraint));
    }

    /// What the models call this constraint.
    Optional<Constraint> meant(Constraint wanted) {
        return table().flatMap(found -> found.constraint(wanted.name())
                .or(() -> found.constraints().stream()
                        .filter(constraint -> isMeant(constraint, wanted))
                        .findFirst()));
    }

    private static boolean isMeant(Constraint constraint, Constraint wanted) {
        return constraint instanceof PrimaryKey && wanted instanceof PrimaryKey
                || constraint instanceof ForeignKey key
                        && wanted instanceof ForeignKey that
                        && SameStructure.sameEnds(key, that)
                || SameStructure.of(constraint, wanted);
    }

    private static Stream<Unique> uniqueConstraints(Table table, Index wanted) {
        return table.constraints().stream()
                .filter(Unique.class::isInstance)
                .map(Unique.class::cast)
                .filter(unique -> wanted.unique()
                        && wanted.predicate().isEmpty()
                        && wanted.method().equals("btree")
                        && unique.columns().equals(wanted.columns())
                        && wanted.columns().size() == wanted.keys().size());
    }
}
