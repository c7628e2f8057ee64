package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A statement that could not be taken apart.
public final class NotUnderstood implements Rule {
    /// What only other databases write.
    private static final Map<String, Pattern> DIALECTS = Map.of(
            "MySQL",
            Pattern.compile("(?i)`|\\bauto_increment\\b|\\bengine\\s*=|\\btinyint\\b|\\bunsigned\\b"),
            "SQL Server",
            Pattern.compile(
                    "(?i)\\[dbo]|\\bnvarchar\\b|\\bidentity\\s*\\(\\d+\\s*,|^\\s*go\\b|\\bselect\\s+top\\s+\\d"),
            "Oracle",
            Pattern.compile("(?i)\\bvarchar2\\b|\\bnumber\\s*\\(\\d|\\bfrom\\s+dual\\b"),
            "SQLite",
            Pattern.compile("(?i)\\bautoincrement\\b|^\\s*pragma\\b"));

    @Override
    public String code() {
        return "GW113";
    }

    @Override
    public String title() {
        return "What the statement does is not known";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        return statement.effect().unknown().stream()
                .map(what -> statement.finding(
                        code(),
                        Severity.WARNING,
                        "what this does is not known: " + what,
                        "it may take any lock for any time",
                        help(statement)));
    }

    private static String help(CheckedStatement statement) {
        String measure = "run it with --copy, where it is measured";
        if (!(statement.statement() instanceof Statement.Unparsed)) {
            return measure;
        }
        String text = statement.parsed().text();
        return DIALECTS.entrySet().stream()
                .filter(dialect -> dialect.getValue().matcher(text).find())
                .map(dialect -> "this looks like SQL for " + dialect.getKey()
                        + ": Godwit checks SQL for PostgreSQL, write it for that")
                .findFirst()
                .orElse("if it is SQL for PostgreSQL, " + measure + "; if not, it does not belong into a migration");
    }
}
