package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.ConstraintFacts;
import java.util.stream.Stream;

/// The rows of a table can no longer be told apart by logical replication.
public final class ReplicaIdentityGone implements Rule {
    @Override
    public String code() {
        return "GW130";
    }

    @Override
    public String title() {
        return "Logical replication loses its key";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        boolean nothing = statement
                .changes(TableChange.ReplicaIdentity.class)
                .anyMatch(identity -> identity.text().equalsIgnoreCase("nothing"));
        boolean key = statement.statement() instanceof Statement.AlterTable alter
                && statement
                        .changes(TableChange.DropConstraint.class)
                        .anyMatch(drop -> statement.setting().facts().relation(alter.table()).stream()
                                .flatMap(table -> table.primaryKey().stream())
                                .map(ConstraintFacts::name)
                                .anyMatch(drop.name()::equals));
        return nothing || key
                ? Stream.of(statement
                        .finding(
                                code(),
                                Severity.WARNING,
                                "takes away what replication tells rows by",
                                "updates and deletes of a published table fail from then on",
                                "keep the primary key, or set REPLICA IDENTITY USING INDEX first")
                        .informing())
                : Stream.empty();
    }
}
