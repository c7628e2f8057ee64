package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.postgres.statement.StatementParser;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// CREATE SCHEMA with the tables, views, indexes and grants written into it: they are made in the new schema, and name
/// what is there already as any statement does.
final class SchemaElements {
    private static final String NAME = "(\"[^\"]+\"|[\\w$]+)";
    private static final Pattern WITH_ELEMENTS = Pattern.compile("(?is)^\\s*create\\s+schema\\s+" + NAME
            + "\\s+(?:authorization\\s+\\S+\\s+)?((?:create|grant)\\b.*?);?\\s*$");
    private static final Pattern MADE =
            Pattern.compile("(?i)\\bcreate\\s+(?:unlogged\\s+)?(?:table|view|sequence)\\s+" + NAME + "(?!\\s*\\.)");
    private static final Pattern NEXT = Pattern.compile("(?i)(?<=\\S)\\s+(?=(?:create|grant)\\s)");

    private SchemaElements() {}

    /// @return whether it is such a statement
    static boolean predict(Draft draft, String text) {
        Matcher schema = WITH_ELEMENTS.matcher(text);
        if (!schema.matches()) {
            return false;
        }
        String elements = schema.group(2);
        List<String> made = new ArrayList<>();
        Matcher names = MADE.matcher(elements);
        while (names.find()) {
            made.add(names.group(1));
        }
        for (String name : made) {
            elements = elements.replaceAll(
                    "(?<![\\w$.\"])" + Pattern.quote(name) + "(?![\\w$\"])",
                    Matcher.quoteReplacement(SqlName.quoted(schema.group(1).replace("\"", "")) + "." + name));
        }
        Rehearsal inside = new Rehearsal(draft.setting(), false);
        String alone = "create schema " + schema.group(1) + "\0";
        for (String element : (alone + elements).split("\0|" + NEXT.pattern())) {
            for (ParsedStatement parsed : new StatementParser(draft.facts().schema()).script(element)) {
                Prediction one = inside.next(parsed);
                one.error().ifPresent(error -> {
                    throw new Refused(error);
                });
                draft.and(one);
            }
        }
        return true;
    }
}
