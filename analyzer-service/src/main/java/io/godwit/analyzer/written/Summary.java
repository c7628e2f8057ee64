package io.godwit.analyzer.written;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A written statement in few words.
final class Summary {
    private static final int LONGEST = 72;
    private static final Pattern OUTSIDE = Pattern.compile("(?is)(?:vacuum|cluster|alter\\s+system|"
            + "(?:create|drop)\\s+(?:database|tablespace)|reindex\\s.*\\bconcurrently|reindex\\s+(?:database|system)|"
            + "(?:create\\s+(?:unique\\s+)?|drop\\s+)index\\s+concurrently|"
            + "alter\\s+table\\s.*\\bdetach\\s+partition\\s.*\\bconcurrently|"
            + "create\\s+subscription|drop\\s+subscription)\\b.*");

    private Summary() {}

    /// Its first words on one line.
    static String of(ParsedStatement statement) {
        String line = words(statement);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST).strip() + " …";
    }

    /// All of it on one line, without comments.
    static String words(ParsedStatement statement) {
        return statement
                .text()
                .replaceAll("(?m)--.*$", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    static String title(Part part) {
        String more = part.statements().size() == 1
                ? ""
                : " and " + (part.statements().size() - 1) + " more, together";
        return of(part.first().parsed()) + more + " (" + part.location() + ")";
    }

    /// For the id of its step: `create-table`.
    static String slug(ParsedStatement statement) {
        return switch (statement.statement()) {
            case Statement.Unparsed _ -> "unparsed";
            case Statement.ChangeRows rows -> rows.operation().name().toLowerCase(Locale.ROOT);
            case Statement other ->
                other.getClass()
                        .getSimpleName()
                        .replaceAll("([a-z])([A-Z])", "$1-$2")
                        .toLowerCase(Locale.ROOT);
        };
    }

    static Optional<ObjectName> object(Statement statement) {
        return switch (statement) {
            case Statement.AlterTable alter -> Optional.of(alter.table());
            case Statement.ChangeRows rows -> Optional.of(rows.table());
            case Statement.CreateTable create -> Optional.of(create.table());
            case Statement.CreateIndex create -> Optional.of(create.table());
            case Statement.CreateSequence create -> Optional.of(create.sequence());
            case Statement _ -> Optional.empty();
        };
    }

    static boolean runsOutsideTransactions(ParsedStatement statement) {
        return OUTSIDE.matcher(statement.text()).matches();
    }
}
