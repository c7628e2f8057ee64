package io.godwit.validator.pattern;

import io.godwit.model.plan.Action;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keeps views, triggers and policies where they are while a column under them is converted. A plain plan takes them
/// away before the column gets another type and makes them again after it; while rows are converted in batches they
/// would be missing all that time. PostgreSQL lets them stand until the new column takes the name over, so they are
/// made anew in that transaction. A materialized view reads its table while it is made: it follows in a transaction of
/// its own, with what it reads and what reads it.
public final class ObjectsInPlace {
    private static final Pattern AWAY = Pattern.compile("Take the (.*) away", Pattern.DOTALL);
    private static final Pattern MADE =
            Pattern.compile("(?s)Make the [a-z ]+ (?:(?:\"[^\"]+\"|[^\\s\".(]+)\\.)?\"?(?<name>[^\"\\s.(]+).*");
    private static final Pattern DROP = Pattern.compile("(?s)(DROP (?:MATERIALIZED VIEW|[A-Z]+) )(?!IF EXISTS )(.*)");
    private static final Pattern IN_THE_WAY =
            Pattern.compile("(?is).*\\b(SET DATA TYPE|DROP COLUMN|DROP EXPRESSION|ADD COLUMN .* GENERATED)\\b.*");
    private static final Pattern OF_TYPES =
            Pattern.compile("(?is)\\s*(?:DROP TYPE|ALTER TYPE)\\s+(?:\"[^\"]+\"\\.)?\"?([^\"\\s]+)\"?.*");

    private ObjectsInPlace() {}

    /// An object's two steps.
    private record Pair(Step away, Step again) {
        /// A trigger, policy or rule: it belongs to its table and reads nothing when it is made.
        boolean isOfTable() {
            return again.title().matches("(?s)Make the (trigger|policy|rule) .*");
        }

        boolean reads() {
            return again.action().statements().stream().anyMatch(sql -> sql.startsWith("CREATE MATERIALIZED VIEW"));
        }

        /// The bare name of what is made.
        String name() {
            Matcher made = MADE.matcher(again.title());
            return made.matches() ? made.group("name") : again.title();
        }

        /// Whether its definition has the name in it.
        boolean names(String name) {
            Pattern word = Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])");
            return again.action().statements().stream()
                    .anyMatch(sql -> word.matcher(sql).find());
        }

        boolean has(Step step) {
            return away.equals(step) || again.equals(step);
        }
    }

    /// @param steps in their order
    public static List<Step> of(List<Step> steps) {
        List<List<Pair>> rounds = rounds(steps);
        return rounds.size() == 1 ? keptAround(steps, rounds.getFirst()) : steps;
    }

    private static List<Step> keptAround(List<Step> steps, List<Pair> pairs) {
        int first = steps.indexOf(pairs.getFirst().away());
        int last = pairs.stream()
                .mapToInt(pair -> steps.indexOf(pair.again()))
                .max()
                .orElse(first);
        List<Step> between = steps.subList(first, last).stream()
                .filter(step -> pairs.stream().noneMatch(pair -> pair.has(step)))
                .toList();
        List<Step> overtaking = between.stream().filter(OwnSteps::takesOver).toList();
        return overtaking.isEmpty() || !between.stream().allMatch(step -> allows(step, pairs))
                ? steps
                : kept(steps, pairs, overtaking);
    }

    /// An object may be taken away more than once; its first time is in the first round. Such plans stay as they are.
    private static List<List<Pair>> rounds(List<Step> steps) {
        List<List<Pair>> rounds = new ArrayList<>();
        Map<String, Integer> times = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Matcher away = AWAY.matcher(step.title());
            if (away.matches()) {
                int round = times.merge(step.title(), 1, Integer::sum);
                String title = "Make the " + away.group(1);
                steps.subList(i, steps.size()).stream()
                        .filter(other -> other.title().equals(title))
                        .findFirst()
                        .ifPresent(again -> {
                            while (rounds.size() < round) {
                                rounds.add(new ArrayList<>());
                            }
                            rounds.get(round - 1).add(new Pair(step, again));
                        });
            }
        }
        return rounds.stream().filter(pairs -> !pairs.isEmpty()).toList();
    }

    /// Whether the objects can stay while the step is done.
    private static boolean allows(Step step, List<Pair> pairs) {
        if (OwnSteps.isOfConversion(step)) {
            return true;
        }
        return step.action().statements().stream().allMatch(sql -> {
            Matcher type = OF_TYPES.matcher(sql);
            return type.matches()
                    ? pairs.stream()
                            .flatMap(pair -> pair.again().action().statements().stream())
                            .noneMatch(made -> made.contains(type.group(1)))
                    : !IN_THE_WAY.matcher(sql).matches();
        });
    }

    private static List<Step> kept(List<Step> steps, List<Pair> pairs, List<Step> overtaking) {
        List<Pair> reading = reading(pairs);
        boolean reads = !reading.isEmpty();
        Group along = new Group(
                steps, pairs.stream().filter(pair -> !reading.contains(pair)).toList());
        Group after = new Group(steps, reading);
        List<Step> kept = new ArrayList<>();
        for (Step step : steps) {
            if (pairs.stream().anyMatch(pair -> pair.has(step))) {
                continue;
            }
            if (!overtaking.contains(step)) {
                kept.add(step);
                continue;
            }
            boolean last = step.equals(overtaking.getLast());
            if (reads && step.equals(overtaking.getFirst())) {
                Step before = kept.removeLast();
                kept.add(with(before, before.action(), all(after.restoredAnyway(), undo(before), List.of())));
            }
            kept.add(with(
                    step,
                    new Action.RunSql(
                            all(along.away(), step.action().statements(), last ? along.made() : along.restored()),
                            TransactionMode.TOGETHER),
                    all(last ? along.unmade() : along.away(), undo(step), along.restored())));
            if (last && reads) {
                kept.add(anew(step, after));
            }
        }
        return kept;
    }

    /// The materialized views, what their definitions name and what names them, on whatever way.
    private static List<Pair> reading(List<Pair> pairs) {
        List<Pair> reading = new ArrayList<>(pairs.stream().filter(Pair::reads).toList());
        boolean grew = !reading.isEmpty();
        while (grew) {
            List<Pair> more = pairs.stream()
                    .filter(pair -> !pair.isOfTable() && !reading.contains(pair))
                    .filter(pair ->
                            reading.stream().anyMatch(other -> other.names(pair.name()) || pair.names(other.name())))
                    .toList();
            grew = reading.addAll(more);
        }
        return pairs.stream().filter(reading::contains).toList();
    }

    /// Objects that are made anew together.
    private record Group(List<Step> steps, List<Pair> pairs) {
        List<String> away() {
            return pairs.stream()
                    .flatMap(pair -> pair.away().action().statements().stream())
                    .toList();
        }

        List<String> restored() {
            return pairs.reversed().stream()
                    .flatMap(pair -> undo(pair.away()).stream())
                    .toList();
        }

        /// The same where they may be there still: the way back may begin before they were made anew.
        List<String> restoredAnyway() {
            List<String> gone = away().stream()
                    .map(DROP::matcher)
                    .filter(Matcher::matches)
                    .map(drop -> drop.group(1) + "IF EXISTS " + drop.group(2))
                    .toList();
            return all(gone, restored(), List.of());
        }

        /// Whether the new ones can stay until those before take their place on the way back, so that nobody misses
        /// them: a function of other arguments would be another one.
        boolean isFoundByName() {
            return again().stream()
                    .allMatch(step -> step.title()
                            .matches("(?s)Make the (comment )?(materialized view|view)( index| column default)? .*"));
        }

        List<Step> again() {
            return steps.stream()
                    .filter(step -> pairs.stream().anyMatch(pair -> pair.again().equals(step)))
                    .toList();
        }

        List<String> made() {
            return again().stream()
                    .flatMap(step -> step.action().statements().stream())
                    .toList();
        }

        List<String> unmade() {
            return again().reversed().stream()
                    .flatMap(step -> undo(step).stream())
                    .toList();
        }
    }

    private static List<String> undo(Step step) {
        return step.rollback().statements();
    }

    private static Step anew(Step after, Group group) {
        List<Step> again = group.again();
        String titles = again.stream()
                .map(step -> step.title().substring("Make the ".length()))
                .collect(Collectors.joining(", "));
        return Step.of(
                        again.getFirst().id(),
                        after.phase(),
                        "Make anew: " + titles,
                        new Action.RunSql(
                                all(EnumNames.after(after, group.away()), group.made(), List.of()),
                                TransactionMode.TOGETHER),
                        new Rollback(
                                Reversibility.LOSSLESS,
                                group.isFoundByName() ? List.of() : group.unmade(),
                                TransactionMode.TOGETHER,
                                ""),
                        Optional.empty())
                .serving(again.stream()
                        .flatMap(step -> step.changes().stream())
                        .distinct()
                        .toList());
    }

    private static List<String> all(List<String> first, List<String> second, List<String> third) {
        return Stream.of(first, second, third).flatMap(List::stream).toList();
    }

    private static Step with(Step step, Action action, List<String> back) {
        Rollback rollback = new Rollback(
                step.rollback().reversibility(),
                back,
                TransactionMode.TOGETHER,
                step.rollback().note());
        return Step.of(step.id(), step.phase(), step.title(), action, rollback, step.probe())
                .serving(step.changes());
    }
}
