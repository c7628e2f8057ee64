package io.godwit.model.effect;

import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.KeyNames;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.statement.TableLike;
import io.godwit.model.statement.TableLike.Part;
import java.util.Optional;

/// What a new table takes over by `LIKE` (documentation of CREATE TABLE): columns with their types and NOT NULL, the
/// rest as it is asked for. Checks keep their names, keys and indexes get new ones.
final class LikeTable {
    private final CatalogDraft draft;
    private final ObjectName name;
    private final TableLike like;
    private final ConstraintNaming naming;

    LikeTable(CatalogDraft draft, ObjectName name, TableLike like) {
        this.draft = draft;
        this.name = name;
        this.like = like;
        this.naming = new ConstraintNaming(draft);
    }

    void takeOverColumns() {
        source().ifPresent(source -> source.columns()
                .forEach(column -> draft.change(
                        name,
                        table -> table.column(column.name()).isPresent()
                                ? table
                                : Columns.added(table, column(column)))));
    }

    void takeOverKeys() {
        source().ifPresent(source -> {
            source.constraints().forEach(this::constraint);
            if (like.includes(Part.INDEXES)) {
                source.indexes().forEach(index -> draft.change(name, table -> Keys.with(table, named(index, table))));
            }
        });
    }

    private Optional<Table> source() {
        return draft.table(like.source());
    }

    /// A serial column's default is the same sequence as the source's.
    private Column column(Column of) {
        Generation generation = switch (of.generation()) {
            case Generation.Identity identity -> like.includes(Part.IDENTITY) ? identity : new Generation.None();
            case Generation.Stored stored -> like.includes(Part.GENERATED) ? stored : new Generation.None();
            case Generation.Virtual virtual -> like.includes(Part.GENERATED) ? virtual : new Generation.None();
            case Generation.Serial _, Generation.None _ -> new Generation.None();
        };
        return new Column(
                of.name(),
                of.type(),
                of.nullable(),
                of.defaultExpression().filter(_ -> like.includes(Part.DEFAULTS)),
                generation);
    }

    private void constraint(Constraint of) {
        boolean isCheck = of instanceof Constraint.Check
                || of instanceof Constraint.Other other && other.definition().startsWith("CHECK");
        boolean isKey = !isCheck && !(of instanceof Constraint.ForeignKey);
        if (isCheck && like.includes(Part.CONSTRAINTS) || isKey && like.includes(Part.INDEXES)) {
            draft.change(name, table -> Keys.with(table, named(of, table)));
        }
    }

    private Constraint named(Constraint of, Table table) {
        return switch (of) {
            case Constraint.PrimaryKey key -> key.named(naming.primaryKey(table));
            case Constraint.Unique key -> key.named(naming.unique(table, key.columns()));
            case Constraint.Other other
            when !other.definition().startsWith("CHECK") -> other.named(naming.exclusion(table, other.definition()));
            case Constraint.Check _, Constraint.Other _, Constraint.ForeignKey _ -> of;
        };
    }

    private Index named(Index of, Table table) {
        return of.named(naming.index(table, KeyNames.of(of.keys())));
    }
}
