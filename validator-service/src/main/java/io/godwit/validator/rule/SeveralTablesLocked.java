package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.validator.prediction.LockedRelation;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Strong locks on several tables are gathered in one transaction: the window in which others wait grows with each, and
/// who takes them in another order ends in a deadlock.
public final class SeveralTablesLocked implements Rule {
    @Override
    public String code() {
        return "GW139";
    }

    @Override
    public String title() {
        return "Strong locks on several tables in one transaction";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        HeldLocks held = statement.earlier().tables();
        Set<LockedRelation> more = statement
                .lockedForOthers()
                .filter(relation -> !held.contains(relation))
                .collect(Collectors.toCollection(TreeSet::new));
        boolean wide = statement.setting().insideTransaction()
                && statement.blocking() != Blocking.NONE
                && held.size() > 0
                && !more.isEmpty();
        return wide
                ? Stream.of(statement
                        .finding(
                                code(),
                                Severity.INFO,
                                "locks " + CheckedStatement.names(more) + " while "
                                        + held.inWords() + " "
                                        + (held.size() == 1 ? "is" : "are") + " locked by earlier statements",
                                "others wait for all of them until the last statement is done, and a client that uses"
                                        + " them in another order ends in a deadlock",
                                "change each table in a transaction of its own")
                        .informing())
                : Stream.empty();
    }
}
