package io.godwit.validator.rule;

import java.util.List;
import java.util.stream.Stream;

/// All rules, in the order of their codes.
public final class Rules {
    private static final List<Rule> ALL = List.of(
            new StrongLock(),
            new TableRewrite(),
            new ScanUnderStrongLock(),
            new DataLoss(),
            new UsedIndexDropped(),
            new VolatileDefault(),
            new BlockingIndexBuild(),
            new RequiredColumnWithoutValue(),
            new DuplicatesBeforeUnique(),
            new NullsBeforeNotNull(),
            new EnumValueUsedAtOnce(),
            new UnparsedStatement(),
            new WeakRollback(),
            new NeedsNewCode(),
            new OrphansBeforeForeignKey(),
            new RowsAgainstCheck(),
            new ConcurrentlyInTransaction(),
            new NameDisappears(),
            new ChangedType(),
            new ValueDoesNotFit());

    private Rules() {}

    public static List<Rule> all() {
        return ALL;
    }

    /// What every rule finds in the statement.
    public static Stream<Judged> check(StatementView view) {
        return ALL.stream().flatMap(rule -> rule.check(view));
    }
}
