package io.godwit.validator.statementrule;

import java.util.List;
import java.util.stream.Stream;

/// All rules for statements, in the order of their codes.
public final class StatementRules {
    /// Of the finding that prediction and measurement differ, see [Disagreement].
    public static final String DISAGREEMENT = "GW116";

    private static final List<StatementRule> ALL = List.of(
            new PostgresRefuses(),
            new RewritesWhileOthersWait(),
            new ReadsWhileOthersWait(),
            new IndexBuildBlocksWriters(),
            new BriefStrongLock(),
            new UnnamedTableLocked(),
            new DataGoes(),
            new NameGoes(),
            new EveryRowAtOnce(),
            new LockHeldMeanwhile(),
            new NoLockTimeout(),
            new ConcurrentlyIfNotExists(),
            new NotUnderstood(),
            new ForeignKeyWithoutIndex(),
            new TriggersOff());

    private StatementRules() {}

    public static List<StatementRule> all() {
        return ALL;
    }

    /// What every rule finds in the statement.
    public static List<StatementFinding> check(CheckedStatement statement) {
        Stream<StatementFinding> found = ALL.stream().flatMap(rule -> rule.check(statement));
        return found.toList();
    }
}
