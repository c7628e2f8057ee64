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
/// @param rowsDecide empty if it is taken whatever rows there are
record Draft(
        Rank rank,
        int change,
        String title,
        Action action,
        Rollback rollback,
        Optional<String> probe,
        Optional<RowsDecide> rowsDecide) {

    Draft(Rank rank, int change, String title, Action action, Rollback rollback, Optional<String> probe) {
        this(rank, change, title, action, rollback, probe, Optional.empty());
    }

    static Draft sql(Rank rank, int change, String title, String statement, Rollback rollback, String probe) {
        return new Draft(rank, change, title, Action.RunSql.together(statement), rollback, Optional.of(probe));
    }

    /// The same where rows nobody looked into may break what it demands.
    Draft decidedByRows(boolean rowsMayRefuse) {
        return decidedByRows(rowsMayRefuse ? Optional.of(RowsDecide.byRefusal()) : Optional.empty());
    }

    /// The same where rows may have a say.
    Draft decidedByRows(Optional<RowsDecide> decision) {
        return new Draft(rank, change, title, action, rollback, probe, decision);
    }

    Step at(int place) {
        String kind = rank.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Step.of(String.format(Locale.ROOT, "%02d-%s", place, kind), rank.phase(), title, action, rollback, probe)
                .serving(List.of(ChangeId.of(change)));
    }
}
