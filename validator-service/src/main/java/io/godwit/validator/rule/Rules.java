package io.godwit.validator.rule;

import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.validator.prediction.Prediction;
import io.godwit.validator.prediction.Rehearsal;
import io.godwit.validator.prediction.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All rules.
public final class Rules {
    /// Of the finding that prediction and measurement differ, see [Disagreement].
    public static final String DISAGREEMENT = "GW116";

    /// Of the finding that the schema is not the one a plan was made for.
    public static final String DRIFT = "GW015";

    /// Of the finding that a query in use fails afterwards, see [QueriesStop].
    public static final String QUERY_STOPS = "GW134";

    /// Of the finding that a function's body names what goes away, see [QueriesStop].
    public static final String FUNCTION_NAMES = "GW135";

    /// Of the finding that a script leaves its transaction open, see [OpenTransaction].
    public static final String OPEN_TRANSACTION = "GW140";

    private static final String REFUSED = "GW101";

    private static final List<Rule> ALL = List.of(
            new UsedIndexDropped(),
            new RequiredColumnWithoutValue(),
            new DuplicatesBeforeUnique(),
            new NullsBeforeNotNull(),
            new OrphansBeforeForeignKey(),
            new RowsAgainstCheck(),
            new ChangedType(),
            new ValueDoesNotFit(),
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
            new TriggersOff(),
            new RedundantIndex(),
            new JsonColumn(),
            new ColumnTakesIndexes(),
            new RowsInSchemaTransaction(),
            new AutovacuumOff(),
            new RowSecurityWithoutPolicy(),
            new GrantToPublic(),
            new OpenSecurityDefiner(),
            new ReplicaIdentityGone(),
            new SmallPrimaryKey(),
            new NoPrimaryKey(),
            new LongName(),
            new FixedLengthText(),
            new MoneyColumn(),
            new TimestampWithoutZone(),
            new SerialColumn(),
            new PublishedColumn(),
            new NullsAllowed(),
            new SeveralTablesLocked(),
            new FiredByFill(),
            new EnumType(),
            new NoStatementTimeout(),
            new AlterTablesApart(),
            new TimeoutBreaksBuild(),
            new EnumGrows(),
            new WideIndex());

    private static final List<StepRule> OF_STEPS = List.of(new WeakRollback(), new NeedsNewCode());

    private Rules() {}

    public static List<Rule> all() {
        return ALL;
    }

    public static List<StepRule> ofSteps() {
        return OF_STEPS;
    }

    /// What the rules find that are not a matter of style.
    public static List<StatementFinding> check(CheckedStatement statement) {
        return check(statement, Set.of());
    }

    /// Where one says which rows make PostgreSQL refuse the statement, that says enough.
    ///
    /// @param enabled codes of rules of style that are wanted
    public static List<StatementFinding> check(CheckedStatement statement, Set<String> enabled) {
        List<StatementFinding> found = new ArrayList<>(ALL.stream()
                .filter(rule -> !rule.isStyle() || enabled.contains(rule.code()))
                .flatMap(rule -> rule.check(statement))
                .toList());
        Set<String> codes = found.stream().map(StatementFinding::code).collect(Collectors.toSet());
        inside(statement, enabled)
                .filter(finding -> !codes.contains(finding.code()))
                .forEach(found::add);
        boolean explained = found.stream()
                .anyMatch(finding ->
                        finding.verdict() == Verdict.REJECTED && !finding.code().equals(REFUSED));
        Set<String> left = explained ? Set.of(REFUSED) : Set.of();
        return found.stream().filter(finding -> !left.contains(finding.code())).toList();
    }

    /// What is found in the statements of a DO block.
    private static Stream<StatementFinding> inside(CheckedStatement outer, Set<String> enabled) {
        if (!(outer.statement() instanceof Statement.CodeBlock block)) {
            return Stream.empty();
        }
        Rehearsal rehearsal = new Rehearsal(outer.setting());
        List<StatementFinding> found = new ArrayList<>();
        for (ParsedStatement inner : block.statements()) {
            Setting before = rehearsal.setting();
            Prediction effect = rehearsal.next(inner);
            if (effect.error().isEmpty()) {
                found.addAll(check(
                        new CheckedStatement(
                                inner, effect, false, before, outer.statistics(), outer.before(), outer.earlier()),
                        enabled));
            }
        }
        return found.stream();
    }

    /// What is found in a step of a plan beside what is found in its statements.
    public static Stream<StatementFinding> check(Step step, List<CheckedStatement> statements) {
        return OF_STEPS.stream().flatMap(rule -> rule.check(step, statements));
    }
}
