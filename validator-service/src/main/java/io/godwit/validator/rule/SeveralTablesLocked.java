package io.godwit.validator.rule;

import io.godwit.model.GrowingSet;
import io.godwit.model.finding.Severity;
import io.godwit.validator.prediction.LockedRelation;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Strong locks on several tables are gathered in one transaction: the window in which others wait grows with each, and
/// who takes them in another order ends in a deadlock.
public final class SeveralTablesLocked implements Rule {
    /// How many held tables are called by their names.
    private static final int NAMED = 8;

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
        GrowingSet<LockedRelation> held = statement.earlier().tables();
        Set<LockedRelation> more = statement
                .lockedForOthers()
                .filter(relation -> !held.contains(relation))
                .collect(Collectors.toCollection(TreeSet::new));
        boolean wide = statement.setting().insideTransaction()
                && statement.blocking() != Blocking.NONE
                && !held.isEmpty()
                && !more.isEmpty();
        return wide
                ? Stream.of(statement
                        .finding(
                                code(),
                                Severity.INFO,
                                "locks " + CheckedStatement.names(more) + " while "
                                        + some(held) + " "
                                        + (held.size() == 1 ? "is" : "are") + " locked by earlier statements",
                                "others wait for all of them until the last statement is done, and a client that uses"
                                        + " them in another order ends in a deadlock",
                                "change each table in a transaction of its own")
                        .informing())
                : Stream.empty();
    }

    /// The first of them by their names, and how many there are beside them.
    private static String some(GrowingSet<LockedRelation> held) {
        String named = CheckedStatement.names(new TreeSet<>(held.first(NAMED)));
        return held.size() > NAMED ? named + " and " + (held.size() - NAMED) + " more" : named;
    }
}
