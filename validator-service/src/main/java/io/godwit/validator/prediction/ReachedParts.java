package io.godwit.validator.prediction;

import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.CodeBlock.Part;
import io.godwit.postgres.statement.StatementParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a code block that its conditions let through. A condition that only reads
/// (`IF NOT EXISTS (SELECT … FROM pg_constraint …)`) is asked of the database, unless an earlier statement may have
/// changed what it is about.
final class ReachedParts {
    private static final Pattern SOURCE = Pattern.compile("(?i)\\b(?:from|join)\\s+(\\(?[\\w.\"]+)");
    private static final Pattern STRING = Pattern.compile("'((?:[^']|'')*+)'");
    private static final Pattern ROWS = Pattern.compile("(?i)\\bselect\\b");

    private ReachedParts() {}

    private static final Pattern ASKED = Pattern.compile("(?s)select 1 where \\((.*)\\)");
    private static final Pattern NEGATED = Pattern.compile("(?s)\\((.*)\\) is not true");
    private static final int MOST_ROWS = 200;

    /// A block whose statements are put together from rows of queries is read again with their answers.
    ///
    /// @param text      of the block, from `DO`
    /// @param mentioned by the statements before
    static Statement.CodeBlock of(String text, Statement.CodeBlock block, Setting setting, Mentioned mentioned) {
        boolean open = !block.whole()
                || block.parts().stream().anyMatch(part -> part.conditions().contains(""));
        if (!open || setting.facts().isUnknown()) {
            return of(block, setting, mentioned);
        }
        StatementParser asking = new StatementParser(
                setting.facts().schema(), (query, parts) -> rows(query, setting, after(mentioned, parts)));
        return asking.parse(text).statement() instanceof Statement.CodeBlock read
                ? of(read, setting, mentioned)
                : of(block, setting, mentioned);
    }

    private static Mentioned after(Mentioned mentioned, List<Part> parts) {
        Mentioned all = mentioned.copy();
        parts.stream()
                .flatMap(part -> part.statement().stream())
                .filter(done -> !(done.statement() instanceof Statement.Query))
                .forEach(done -> all.add(done.text()));
        return all;
    }

    private static Optional<List<Map<String, String>>> rows(String query, Setting setting, Mentioned before) {
        return tells(query, setting, before)
                ? setting.questions().rows(query, MOST_ROWS + 1).filter(rows -> rows.size() <= MOST_ROWS)
                : Optional.empty();
    }

    /// @param mentioned by the statements before
    private static Statement.CodeBlock of(Statement.CodeBlock block, Setting setting, Mentioned mentioned) {
        Mentioned before = mentioned.copy();
        List<Part> reached = new ArrayList<>();
        Map<String, Optional<Boolean>> decided = new HashMap<>();
        for (Part part : block.parts()) {
            List<String> open = new ArrayList<>();
            boolean never = false;
            asked(part).ifPresent(condition -> decided.put(condition, holds(condition, setting, before)));
            for (String condition : part.conditions()) {
                Optional<Boolean> holds =
                        decided(condition, decided).orElseGet(() -> holds(condition, setting, before));
                never |= !holds.orElse(true);
                if (holds.isEmpty()) {
                    open.add(condition);
                }
            }
            if (!never) {
                reached.add(new Part(open, part.statement()));
                part.statement()
                        .filter(statement -> !(statement.statement() instanceof Statement.Query))
                        .ifPresent(statement -> before.add(statement.text()));
            }
        }
        return new Statement.CodeBlock(reached, block.whole());
    }

    /// The condition of a branch that this part, which is put before the branch, asks: what the branch does changes it
    /// no more.
    private static Optional<String> asked(Part part) {
        return part.statement()
                .filter(statement -> statement.statement() instanceof Statement.Query)
                .map(statement -> ASKED.matcher(statement.text()))
                .filter(Matcher::matches)
                .map(found -> found.group(1));
    }

    private static Optional<Optional<Boolean>> decided(String condition, Map<String, Optional<Boolean>> decided) {
        Matcher negated = NEGATED.matcher(condition);
        return decided.containsKey(condition)
                ? Optional.ofNullable(decided.get(condition))
                : negated.matches() && decided.containsKey(negated.group(1))
                        ? Optional.ofNullable(decided.get(negated.group(1))).map(holds -> holds.map(yes -> !yes))
                        : Optional.empty();
    }

    private static Optional<Boolean> holds(String condition, Setting setting, Mentioned before) {
        return !condition.isEmpty() && tells(condition, setting, before)
                ? setting.questions().anyRow("select 1 where (" + condition + ")")
                : Optional.empty();
    }

    /// Whether the database as it is can be asked: the SQL only reads, and nothing that may be different by then.
    private static boolean tells(String sql, Setting setting, Mentioned before) {
        if (setting.facts().isUnknown() || !onlyReads(sql, before) || !HarmlessCalls.only(sql, setting.questions())) {
            return false;
        }
        return STRING.matcher(sql)
                .results()
                .map(name -> name.group(1))
                .noneMatch(name -> !name.isBlank() && before.contains(name));
    }

    /// What earlier statements may have changed is not in the database yet.
    private static boolean onlyReads(String condition, Mentioned before) {
        String text = STRING.matcher(condition).replaceAll("''");
        Matcher source = SOURCE.matcher(text);
        boolean reads = false;
        while (source.find()) {
            String name = source.group(1).toLowerCase(Locale.ROOT);
            boolean catalog = name.startsWith("pg_") || name.startsWith("information_schema.");
            if (!catalog && before.contains(name.substring(name.lastIndexOf('.') + 1))) {
                return false;
            }
            reads = true;
        }
        return reads || !ROWS.matcher(text).find();
    }
}
