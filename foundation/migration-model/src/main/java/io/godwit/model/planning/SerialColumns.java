package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Rollback;
import io.godwit.model.statement.RelationKind;
import io.godwit.model.statement.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The serial columns there were on the way through a migration. A column that stops being one leaves its sequence
/// behind; when a later statement drops that, the catalog no longer says whose it was.
public final class SerialColumns {
    private final Map<ObjectName, Owner> owners = new HashMap<>();

    private record Owner(ObjectName table, Column column) {}

    /// Takes note of those of the catalog.
    public void see(Catalog catalog) {
        for (Table table : catalog.tables().values()) {
            for (Column column : table.columns()) {
                if (OwnedSequence.numbers(column)) {
                    String sequence = column.defaultExpression()
                            .flatMap(OwnedSequence::nameIn)
                            .orElseThrow();
                    owners.put(ObjectName.identified(sequence), new Owner(table.name(), column));
                }
            }
        }
    }

    /// The way back from a statement that drops sequences of such columns.
    ///
    /// @param before the catalog it runs on
    /// @return empty for another statement, or if one of the sequences is not known
    public Optional<Rollback> bringBack(Statement statement, Catalog before) {
        if (!(statement instanceof Statement.DropRelations drop)
                || drop.kind() != RelationKind.SEQUENCE
                || !owners.keySet().containsAll(drop.relations())) {
            return Optional.empty();
        }
        List<String> statements = new ArrayList<>();
        for (ObjectName sequence : drop.relations()) {
            Owner owner = Objects.requireNonNull(owners.get(sequence));
            Optional<Column> now = before.table(owner.table())
                    .flatMap(table -> table.column(owner.column().name()));
            if (now.filter(OwnedSequence::numbers).isPresent()) {
                statements.addAll(OwnedSequence.again(owner.table(), now.get()));
            } else {
                statements.add("CREATE SEQUENCE " + sequence.sql() + " AS "
                        + owner.column().type()
                        + now.map(column -> " OWNED BY " + owner.table().sql() + "." + SqlName.quoted(column.name()))
                                .orElse(""));
            }
        }
        return Optional.of(Rollback.lossy(
                "the sequence goes on after the highest value in its column", statements.toArray(String[]::new)));
    }
}
