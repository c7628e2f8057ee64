package io.godwit.validator.pattern;

import io.godwit.model.plan.Action;
import io.godwit.model.plan.Step;
import java.util.List;
import java.util.Set;

/// The steps of patterns that change names and drop columns only the pattern's own statements have ever
/// used, or names that are quiet by then.
public final class OwnSteps {
    static final String TAKE_OVER = "Let the new column take the name ";
    static final String LEAVE = "Drop the column of the old type of ";
    static final String BOTH_NAMES = "Let both names be used, ";
    static final String OLD_NAME = "Drop the old name ";
    static final String ASIDE = "Put aside ";
    static final String LISTED = "Outside its publications for the moment: ";
    static final String NUMBERS = "Number new rows in ";

    static final String BESIDE = "Make anew with what is filled beside: ";
    static final String OLD_VIEW = "Take the old form of the materialized view ";

    private static final List<String> TITLES =
            List.of(TAKE_OVER, LEAVE, BOTH_NAMES, OLD_NAME, ASIDE, LISTED, NUMBERS, BESIDE, OLD_VIEW);

    private OwnSteps() {}

    static boolean takesOver(Step step) {
        return step.title().startsWith(TAKE_OVER);
    }

    /// Whether it is one of those that convert a column beside others that use it.
    static boolean isOfConversion(Step step) {
        return takesOver(step) || step.title().startsWith(LEAVE);
    }

    /// Whether it puts a table back into the publications that a statement before it has taken it out of: nothing is
    /// different after the two, and the text that is executed is not known before.
    public static boolean comesBack(String sql) {
        return sql.equals(PublishedLists.COME_BACK);
    }

    /// Whether a finding about names that change or columns that go does not hold for a step, because the
    /// pattern itself brought them, or one about many rows, because it runs in batches.
    public static boolean explain(Step step, String code) {
        boolean inBatches = step.action() instanceof Action.Backfill || step.action() instanceof Action.DeleteRows;
        return code.equals("GW109") && inBatches
                || Set.of("GW107", "GW010", "GW108", "GW113").contains(code)
                        && TITLES.stream().anyMatch(step.title()::startsWith);
    }
}
