package io.godwit.validator.prediction;

import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.CodeBlock.Part;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    /// @param mentioned by the statements before
    static Statement.CodeBlock of(Statement.CodeBlock block, Setting setting, Mentioned mentioned) {
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
        if (condition.isEmpty()
                || setting.facts().isUnknown()
                || !onlyReads(condition, before)
                || !HarmlessCalls.only(condition, setting.questions())) {
            return Optional.empty();
        }
        Matcher names = STRING.matcher(condition);
        while (names.find()) {
            if (!names.group(1).isBlank() && before.contains(names.group(1))) {
                return Optional.empty();
            }
        }
        CatalogQuestions questions = setting.questions();
        return questions.anyRow("select 1 where (" + condition + ")");
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
