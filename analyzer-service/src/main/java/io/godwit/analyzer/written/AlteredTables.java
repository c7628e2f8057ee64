package io.godwit.analyzer.written;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The tables a statement changes the shape of or points to, which have to be there.
final class AlteredTables {
    private AlteredTables() {}

    static List<ObjectName> of(Statement statement) {
        return switch (statement) {
            case Statement.AlterTable alter
            when !alter.missingAllowed() -> {
                List<ObjectName> tables = new ArrayList<>(List.of(alter.table()));
                for (TableChange change : alter.changes()) {
                    if (change instanceof TableChange.AddConstraint(ConstraintDefinition constraint)) {
                        target(constraint).ifPresent(tables::add);
                    }
                }
                yield tables;
            }
            case Statement.CreateIndex create -> List.of(create.table());
            case Statement.CreateTable create ->
                Stream.concat(
                                create.constraints().stream().flatMap(constraint -> target(constraint).stream()),
                                create.columns().stream().flatMap(column -> column.references().stream()))
                        .filter(table -> !table.equals(create.table()))
                        .toList();
            case Statement _ -> List.of();
        };
    }

    private static Optional<ObjectName> target(ConstraintDefinition constraint) {
        return constraint instanceof ConstraintDefinition.ForeignKey key
                ? Optional.of(key.referencedTable())
                : Optional.empty();
    }
}
