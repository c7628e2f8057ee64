package io.godwit.model.planning;

import io.godwit.model.plan.Action;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A step before its place in the plan is known.
///
/// @param change number of the change it serves
/// @param rowsDecide whether rows nobody looked into may refuse it
record Draft(
        Rank rank,
        int change,
        String title,
        Action action,
        Rollback rollback,
        Optional<String> probe,
        boolean rowsDecide) {

    Draft(Rank rank, int change, String title, Action action, Rollback rollback, Optional<String> probe) {
        this(rank, change, title, action, rollback, probe, false);
    }

    static Draft sql(Rank rank, int change, String title, String statement, Rollback rollback, String probe) {
        return new Draft(rank, change, title, Action.RunSql.together(statement), rollback, Optional.of(probe));
    }

    /// The same where the rows may have a say.
    Draft decidedByRows(boolean rowsMayRefuse) {
        return new Draft(rank, change, title, action, rollback, probe, rowsMayRefuse);
    }

    Step at(int place) {
        String kind = rank.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Step.of(String.format(Locale.ROOT, "%02d-%s", place, kind), rank.phase(), title, action, rollback, probe)
                .serving(List.of(ChangeId.of(change)));
    }
}
