package io.godwit.validator.pattern;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.validator.pattern.MadeView.Aside;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where a materialized view is taken away and made anew in one transaction, its readers would wait until it is filled,
/// and those of all that are made anew with it. So it is filled beside the one in use and takes its name over in a
/// short transaction; the old one is kept beside until it is through. Undone, the old form is filled beside likewise.
/// One that reads others of them is filled over their new forms; one whose query reads anything else that the same
/// transaction makes anew cannot be filled before: it stays in it.
public final class ViewsBeside {
    private static final Pattern MAKES = Pattern.compile("(?is)\\s*(?:CREATE(?:\\s+OR\\s+REPLACE)?|ALTER)\\s+"
            + "(?:(?:MATERIALIZED|UNLOGGED|FOREIGN|RECURSIVE)\\s+)*"
            + "(?:VIEW|TABLE|FUNCTION|PROCEDURE|AGGREGATE|TYPE|DOMAIN|SEQUENCE)\\s+(?:IF\\s+(?:NOT\\s+)?EXISTS\\s+)?(?:ONLY\\s+)?"
            + "(?<name>" + MadeView.NAME + ")(?:[\\s(].*)?");

    private ViewsBeside() {}

    /// @param steps in their order
    public static List<Step> of(List<Step> steps) {
        return steps.stream().flatMap(step -> apart(step).stream()).toList();
    }

    private static List<Step> apart(Step step) {
        if (!(step.action() instanceof Action.RunSql(List<String> forward, TransactionMode mode))
                || mode != TransactionMode.TOGETHER
                || step.rollback().transaction() != TransactionMode.TOGETHER) {
            return List.of(step);
        }
        List<String> back = step.rollback().statements();
        List<Beside> old = beside(back, Aside.OLD);
        List<Remade> remade = new ArrayList<>();
        for (Beside fresh : beside(forward, Aside.NEW)) {
            remade.add(new Remade(
                    fresh,
                    old.stream()
                            .filter(before ->
                                    before.view().identity().equals(fresh.view().identity()))
                            .findFirst()));
        }
        return remade.isEmpty() ? List.of(step) : new Apart(step, remade).steps(forward, back);
    }

    /// A view that can be filled before a script runs.
    ///
    /// @param view   as the script makes it
    /// @param filled the same, over the forms beside of those it reads
    private record Beside(MadeView view, MadeView filled) {}

    /// Those of a script that take the place of one it takes away, each after those it reads.
    private static List<Beside> beside(List<String> script, Aside aside) {
        List<Beside> found = new ArrayList<>();
        for (MadeView view : MadeView.in(script)) {
            if (script.contains(view.drop())) {
                filled(view, script, found, aside).ifPresent(filled -> found.add(new Beside(view, filled)));
            }
        }
        return found;
    }

    /// Empty if it reads something that the script makes and that is not beside. A name that may be another's is taken
    /// for it.
    private static Optional<MadeView> filled(MadeView view, List<String> script, List<Beside> before, Aside aside) {
        List<String> read = script.stream()
                .map(MAKES::matcher)
                .filter(Matcher::matches)
                .map(made -> MadeView.written(made.group("name")))
                .filter(name -> !name.identity().equals(view.identity()))
                .filter(name -> named(name).matcher(view.definition()).find())
                .map(ObjectName::identity)
                .distinct()
                .toList();
        List<MadeView> others = before.stream()
                .map(Beside::view)
                .filter(other -> read.contains(other.identity()))
                .toList();
        return others.size() == read.size() ? view.over(others, aside) : Optional.empty();
    }

    private static Pattern named(ObjectName name) {
        return Pattern.compile("(?i)(?<![\\w$\".])(?:\"?" + Pattern.quote(name.schema()) + "\"?\\s*\\.\\s*)?\"?"
                + Pattern.quote(name.name()) + "\"?(?![\\w$\"])");
    }

    /// @param kept the form before, if it can be filled beside where it comes back; else none
    private record Remade(Beside fresh, Optional<Beside> kept) {
        Swap forth() {
            return new Swap(kept.map(Beside::view), Aside.OLD, fresh.view(), Aside.NEW);
        }

        Stream<Swap> back() {
            return kept.map(old -> new Swap(Optional.of(fresh.view()), Aside.NEW, old.view(), Aside.OLD)).stream();
        }
    }

    /// @param leaving what steps aside; none if it is taken away at once
    private record Swap(Optional<MadeView> leaving, Aside out, MadeView coming, Aside in) {
        boolean concerns(String sql) {
            return coming.isMadeBy(sql)
                    || leaving.filter(view -> view.isTakenAwayBy(sql)).isPresent();
        }

        List<String> instead(String sql) {
            return sql.equals(coming.definition())
                    ? coming.takesOver(in)
                    : leaving.filter(view -> view.drop().equals(sql))
                            .map(view -> view.stepsAside(out))
                            .orElse(List.of());
        }
    }

    private static List<String> swapped(List<String> statements, List<Swap> swaps) {
        return statements.stream()
                .flatMap(sql -> swaps.stream()
                        .filter(swap -> swap.concerns(sql))
                        .findFirst()
                        .map(swap -> swap.instead(sql))
                        .orElse(List.of(sql))
                        .stream())
                .toList();
    }

    private record Apart(Step step, List<Remade> views) {
        List<Step> steps(List<String> forward, List<String> back) {
            List<Step> steps = new ArrayList<>();
            for (Remade view : views) {
                steps.add(part(
                        steps.size(),
                        "Fill the new form of the materialized view "
                                + view.fresh().view().identity() + " beside it",
                        view.fresh().filled().beside(Aside.NEW),
                        List.of(view.fresh().view().besideDropped(Aside.NEW))));
            }
            steps.add(with(
                    swapped(forward, views.stream().map(Remade::forth).toList()),
                    swapped(back, views.stream().flatMap(Remade::back).toList())));
            for (Remade view : views.reversed()) {
                view.kept()
                        .ifPresent(old -> steps.add(part(
                                steps.size(),
                                OwnSteps.OLD_VIEW + old.view().identity() + " away",
                                List.of(old.view().besideDropped(Aside.OLD)),
                                old.filled().beside(Aside.OLD))));
            }
            return steps;
        }

        private Step with(List<String> forward, List<String> back) {
            Rollback rollback = step.rollback();
            return Step.of(
                            step.id(),
                            step.phase(),
                            OwnSteps.BESIDE + step.title().replaceFirst("^Make anew: ", ""),
                            new Action.RunSql(forward, TransactionMode.TOGETHER),
                            new Rollback(rollback.reversibility(), back, TransactionMode.TOGETHER, rollback.note()),
                            step.probe())
                    .serving(step.changes());
        }

        private Step part(int number, String title, List<String> forward, List<String> back) {
            return Step.of(
                            step.id() + "." + (number + 1),
                            step.phase(),
                            title,
                            new Action.RunSql(forward, TransactionMode.TOGETHER),
                            new Rollback(Reversibility.LOSSLESS, back, TransactionMode.TOGETHER, ""),
                            Optional.empty())
                    .serving(step.changes());
        }
    }
}
