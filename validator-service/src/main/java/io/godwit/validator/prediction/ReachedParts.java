package io.godwit.validator.prediction;

import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.CodeBlock.Part;
import io.godwit.postgres.statement.StatementParser;
import java.util.ArrayList;
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
    private static final Pattern STRING = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern ROWS = Pattern.compile("(?i)\\bselect\\b");

    private ReachedParts() {}

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
        for (Part part : block.parts()) {
            List<String> open = new ArrayList<>();
            boolean never = false;
            for (String condition : part.conditions()) {
                Optional<Boolean> holds = holds(condition, setting, before);
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
