package io.godwit.postgres.statement;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A CREATE of a function, type, domain, aggregate or collation, written as one in the session's own temporary schema:
/// PostgreSQL says the same of it, and nobody else sees it.
public final class InTemporarySchema {
    private static final String NAME = "(?:\"[^\"]+\"|[\\w$]+)";
    private static final Pattern CREATE = Pattern.compile("(?is)^\\s*create\\s+(or\\s+replace\\s+)?"
            + "(function|procedure|aggregate|domain|type|collation)\\s+(?!if\\b)(?:" + NAME + "\\.)?(" + NAME
            + ")(.*)$");

    private InTemporarySchema() {}

    /// Empty for any other statement, and for a body that names what is made: it would not find it there.
    public static Optional<String> of(String statement) {
        Matcher create = CREATE.matcher(statement);
        if (!create.matches()) {
            return Optional.empty();
        }
        boolean itself = Pattern.compile("(?i)(?<![\\w$])" + Pattern.quote(create.group(3)) + "(?![\\w$])")
                .matcher(create.group(4))
                .find();
        String replaces = create.group(1) == null ? "" : create.group(1);
        return itself
                ? Optional.empty()
                : Optional.of("create " + replaces + create.group(2) + " pg_temp." + create.group(3) + create.group(4));
    }
}
