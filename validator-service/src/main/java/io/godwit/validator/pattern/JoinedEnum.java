package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tools write the replacement of an enum as a row of statements: the new type is made under another name and renamed
/// (Prisma), or the old one is renamed first (TypeORM). Taken one by one, the name would mean another type than the
/// columns' while these are converted. They become one step in the order of the first form, whose safe form keeps the
/// name right; it waits for the new code, as one of ours does, because old code may write what the enum loses.
public final class JoinedEnum {
    private JoinedEnum() {}

    /// An enum that only gains labels is left alone: the new code needs them before it is deployed.
    ///
    /// @param catalog before the plan
    /// @param read    gives a step's statement where it has just one
    public static List<Step> in(List<Step> steps, Catalog catalog, Function<Step, Optional<Statement>> read) {
        List<Step> joined = steps;
        for (Step step : steps) {
            if (read.apply(step).orElse(null) instanceof Statement.CreateEnum create && joined.contains(step)) {
                joined = new Row(joined, catalog, read, joined.indexOf(step), create).joined();
            }
        }
        return joined;
    }

    /// @param made where the new type is made
    private record Row(
            List<Step> steps,
            Catalog catalog,
            Function<Step, Optional<Statement>> read,
            int made,
            Statement.CreateEnum create) {

        List<Step> joined() {
            Optional<Integer> renamedBefore =
                    renaming(0, made, rename -> rename.type().equals(create.type()));
            Optional<Integer> renamedAfter =
                    renaming(made, steps.size(), rename -> rename.type().equals(create.type()));
            if (renamedBefore.isPresent()) {
                ObjectName fresh =
                        create.type().sibling(Steps.limited(create.type().name() + "_new"));
                return replaced(renamedBefore.get(), create.type(), newName(renamedBefore.get()), fresh);
            }
            if (renamedAfter.isEmpty()) {
                return steps;
            }
            ObjectName name = newName(renamedAfter.get());
            Optional<Integer> away =
                    renaming(made, renamedAfter.get(), rename -> rename.type().equals(name));
            return away.map(place -> replaced(made, name, newName(place), create.type()))
                    .orElse(steps);
        }

        /// @param first where it begins
        /// @param name  what the old type is called before, and the new one after it
        /// @param old   what the old type is called when it is dropped
        /// @param fresh what the new type is called until it takes the name
        private List<Step> replaced(int first, ObjectName name, ObjectName old, ObjectName fresh) {
            boolean onlyGains = catalog.enumType(name).stream()
                    .allMatch(before -> create.labels().containsAll(before.labels())
                            && create.labels().size() > before.labels().size());
            int last = onlyGains ? steps.size() : first;
            while (last < steps.size() && !isDrop(steps.get(last), old)) {
                last++;
            }
            if (last == steps.size()) {
                return steps;
            }
            List<Step> row = new ArrayList<>();
            List<String> changes = new ArrayList<>();
            for (Step step : steps.subList(first, last + 1)) {
                switch (read.apply(step).orElse(null)) {
                    case Statement.AlterTable alter
                    when isOf(alter) -> {
                        step.action().statements().forEach(sql -> changes.add(named(sql, fresh)));
                        row.add(step);
                    }
                    case Statement.RenameType rename when isOneOf(rename.type(), name, old, fresh) -> row.add(step);
                    case Statement.DropType drop when drop.types().equals(List.of(old)) -> row.add(step);
                    case Statement.CreateEnum other when other.equals(create) -> row.add(step);
                    case null, default -> {
                        if (names(step, name, old, fresh)) {
                            return steps;
                        }
                    }
                }
            }
            String labels = create.labels().stream().map(SqlName::literal).collect(Collectors.joining(", ", "(", ")"));
            List<String> statements = Stream.of(
                            Stream.of("CREATE TYPE " + fresh.sql() + " AS ENUM " + labels),
                            changes.stream(),
                            Stream.of(
                                    "DROP TYPE " + name.sql(),
                                    "ALTER TYPE " + fresh.sql() + " RENAME TO " + SqlName.quoted(name.name())))
                    .flatMap(all -> all)
                    .toList();
            List<Step> joined = new ArrayList<>(steps);
            joined.set(
                    last, Steps.together(row.getFirst(), Phase.CONTRACT, "Replace the enum " + name, statements, row));
            joined.removeAll(row);
            return joined;
        }

        private static boolean isOneOf(ObjectName type, ObjectName... names) {
            return List.of(names).contains(type);
        }

        private static boolean names(Step step, ObjectName... types) {
            return step.action().statements().stream()
                    .anyMatch(sql -> Stream.of(types)
                            .anyMatch(type -> Pattern.compile("(?<![\\w$])" + Pattern.quote(type.name()) + "(?![\\w$])")
                                    .matcher(sql)
                                    .find()));
        }

        private boolean isOf(Statement.AlterTable alter) {
            return alter.changes().stream()
                    .filter(TableChange.ChangeType.class::isInstance)
                    .map(TableChange.ChangeType.class::cast)
                    .anyMatch(type -> mention().matcher("::" + type.type()).find());
        }

        /// The new type where a value or a column is given it; a column may have the same name as the type.
        private Pattern mention() {
            String schema = create.type().schema();
            String name = create.type().name();
            return Pattern.compile(
                    "(::\\s*|\\bTYPE\\s+|\\bAS\\s+)(?:(?:" + Pattern.quote(schema) + "|"
                            + Pattern.quote(SqlName.quoted(schema)) + ")\\.)?(?:" + Pattern.quote(name) + "|"
                            + Pattern.quote(SqlName.quoted(name)) + ")(?![\\w$\"])",
                    Pattern.CASE_INSENSITIVE);
        }

        private String named(String sql, ObjectName fresh) {
            return mention().matcher(sql).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + fresh.sql()));
        }

        private Optional<Integer> renaming(int from, int to, Predicate<Statement.RenameType> wanted) {
            for (int i = from; i < to; i++) {
                if (read.apply(steps.get(i)).orElse(null) instanceof Statement.RenameType rename
                        && wanted.test(rename)) {
                    return Optional.of(i);
                }
            }
            return Optional.empty();
        }

        private ObjectName newName(int place) {
            return read.apply(steps.get(place)).orElseThrow() instanceof Statement.RenameType rename
                    ? rename.type().sibling(rename.newName())
                    : create.type();
        }

        private boolean isDrop(Step step, ObjectName type) {
            return read.apply(step).orElse(null) instanceof Statement.DropType drop
                    && drop.types().equals(List.of(type));
        }
    }
}
