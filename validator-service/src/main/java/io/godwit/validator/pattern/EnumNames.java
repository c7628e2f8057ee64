package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where an enum is replaced by another, its name goes over in the very transaction in which its columns do: many
/// clients name the type in each statement (`CAST($1 AS "status")`), so that the name has to mean the columns' type at
/// every moment, also while the old column is kept.
public final class EnumNames {
    private static final String QUOTED = "\"(?:[^\"]|\"\")++\"";
    private static final Pattern DROP = Pattern.compile("DROP TYPE (" + QUOTED + ")\\.(" + QUOTED + ")");
    private static final Pattern RENAME =
            Pattern.compile("ALTER TYPE (" + QUOTED + ")\\.(" + QUOTED + ") RENAME TO (" + QUOTED + ")");
    private static final Pattern COLUMN = Pattern.compile(
            "ALTER TABLE (" + QUOTED + "\\." + QUOTED + ") RENAME COLUMN (" + QUOTED + ") TO " + QUOTED);
    /// Others' types may have to be gone before.
    private static final Pattern OF_TYPES =
            Pattern.compile("(?is)\\s*(CREATE|ALTER|DROP)\\s+(TYPE|DOMAIN|SCHEMA)\\b.*");

    private EnumNames() {}

    /// @param steps in their order
    public static List<Step> of(List<Step> steps) {
        List<Step> all = steps;
        for (Step step : steps) {
            Matcher rename = RENAME.matcher(only(step));
            if (rename.matches()) {
                Replaced replaced = new Replaced(rename.group(1), rename.group(3), rename.group(2));
                all = replaced.in(all, step);
            }
        }
        return all;
    }

    /// Statements that name types as they were called before a step in which an enum takes another one's name over: a
    /// function is told from others by the types of its arguments, and has the old one's still.
    static List<String> after(Step takeOver, List<String> statements) {
        List<String> named = statements;
        for (String sql : takeOver.action().statements()) {
            Matcher rename = RENAME.matcher(sql);
            if (rename.matches()) {
                Replaced replaced = new Replaced(rename.group(1), rename.group(2), rename.group(2));
                if (replaced.before().equals(rename.group(3))) {
                    named = named.stream().map(replaced::namedBefore).toList();
                }
            }
        }
        return named;
    }

    private static String only(Step step) {
        return step.action() instanceof Action.RunSql(List<String> statements, var _) && statements.size() == 1
                ? statements.getFirst()
                : "";
    }

    /// An enum and what takes its place, all names quoted.
    private record Replaced(String schema, String name, String fresh) {

        String before() {
            return SqlName.quoted(Conversion.before(bare(name)));
        }

        List<Step> in(List<Step> steps, Step rename) {
            int end = steps.indexOf(rename);
            String origin = rename.id().substring(0, Math.max(0, rename.id().lastIndexOf('.'))) + ".";
            List<Step> own = steps.subList(0, end).stream()
                    .filter(step -> step.id().startsWith(origin) && OwnSteps.takesOver(step))
                    .toList();
            boolean dropped = steps.subList(0, end).stream()
                    .map(step -> DROP.matcher(only(step)))
                    .anyMatch(drop -> drop.matches()
                            && drop.group(1).equals(schema)
                            && drop.group(2).equals(name));
            if (own.isEmpty() || !dropped) {
                return steps;
            }
            int last = steps.indexOf(own.getLast());
            if (!own.stream().allMatch(step -> isFree(step, steps.subList(steps.indexOf(step) + 1, last + 1)))) {
                return steps;
            }
            List<Step> all = new ArrayList<>();
            List<Step> kept = new ArrayList<>();
            for (Step step : steps.subList(0, end)) {
                if (steps.indexOf(step) > last) {
                    kept.add(named(step));
                } else if (!own.contains(step)) {
                    all.add(step);
                }
            }
            all.add(takenOver(own));
            List<Step> after = steps.subList(end + 1, steps.size());
            List<Step> again = after.stream()
                    .takeWhile(step -> step.action().statements().stream().noneMatch(OF_TYPES.asMatchPredicate()))
                    .toList();
            all.addAll(again);
            all.addAll(kept);
            all.addAll(after.subList(again.size(), after.size()));
            return all;
        }

        /// Whether nothing that comes in between concerns the column that takes its name over.
        private static boolean isFree(Step step, List<Step> between) {
            Optional<Matcher> renaming = step.action().statements().stream()
                    .map(COLUMN::matcher)
                    .filter(Matcher::matches)
                    .findFirst();
            return renaming.isPresent()
                    && between.stream()
                            .flatMap(other -> other.action().statements().stream())
                            .noneMatch(sql -> sql.contains(renaming.get().group(1))
                                    && sql.contains(renaming.get().group(2)));
        }

        private Step takenOver(List<Step> together) {
            List<String> forth = new ArrayList<>(List.of(rename(name, before()), rename(fresh, name)));
            List<String> back = new ArrayList<>(List.of(rename(name, fresh), rename(before(), name)));
            together.forEach(step -> step.action().statements().forEach(sql -> forth.add(named(sql))));
            together.reversed().forEach(step -> back.addAll(step.rollback().statements()));
            Step like = together.getLast();
            String title = together.stream()
                    .map(step ->
                            step.title().substring(OwnSteps.TAKE_OVER.length()).replaceFirst(" over$", ""))
                    .collect(Collectors.joining(", ", OwnSteps.TAKE_OVER, " over, and the new type that of the enum"));
            return Step.of(
                            like.id(),
                            together.stream()
                                    .map(Step::phase)
                                    .max(Phase::compareTo)
                                    .orElse(like.phase()),
                            title,
                            new Action.RunSql(forth, TransactionMode.TOGETHER),
                            new Rollback(Reversibility.LOSSLESS, back, TransactionMode.TOGETHER, ""),
                            together.stream()
                                    .flatMap(step -> step.probe().stream())
                                    .reduce(Probes::both))
                    .serving(together.stream()
                            .flatMap(step -> step.changes().stream())
                            .distinct()
                            .toList());
        }

        private Step named(Step step) {
            if (!(step.action() instanceof Action.RunSql(List<String> statements, TransactionMode mode))) {
                return step;
            }
            Rollback rollback = step.rollback();
            return Step.of(
                            step.id(),
                            step.phase(),
                            step.title(),
                            new Action.RunSql(
                                    statements.stream().map(this::named).toList(), mode),
                            new Rollback(
                                    rollback.reversibility(),
                                    rollback.statements().stream()
                                            .map(this::named)
                                            .toList(),
                                    rollback.transaction(),
                                    rollback.note()),
                            step.probe().map(this::named))
                    .serving(step.changes());
        }

        /// A statement in which the two types have the names they have from then on.
        private String named(String sql) {
            String types = Stream.of(name, fresh)
                    .map(type -> Pattern.quote(type) + "|" + Pattern.quote(bare(type)))
                    .collect(Collectors.joining("|"));
            Pattern mentioned = Pattern.compile("(?<![\\w$\".])(" + Pattern.quote(schema) + "|"
                    + Pattern.quote(bare(schema)) + ")\\.(" + types + ")(?![\\w$\"])");
            return mentioned.matcher(sql).replaceAll(found -> {
                boolean isFresh = found.group(2).equals(fresh) || found.group(2).equals(bare(fresh));
                return Matcher.quoteReplacement(found.group(1) + "." + (isFresh ? name : before()));
            });
        }

        private String namedBefore(String sql) {
            return Pattern.compile("(?<![\\w$\".])(" + Pattern.quote(schema) + "|" + Pattern.quote(bare(schema))
                            + ")\\.(" + Pattern.quote(name) + "|" + Pattern.quote(bare(name)) + ")(?![\\w$\"])")
                    .matcher(sql)
                    .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + "." + before()));
        }

        private String rename(String from, String to) {
            return "ALTER TYPE " + schema + "." + from + " RENAME TO " + to;
        }

        private static String bare(String quoted) {
            return quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"");
        }
    }
}
