package io.godwit.validator.rule;

import io.godwit.model.SqlName;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Row level security is switched on for a table that has no policy.
public final class RowSecurityWithoutPolicy implements Rule {
    private static final Pattern ENABLES = Pattern.compile("(?i)\\benable\\s+row\\s+level\\s+security\\b");

    @Override
    public String code() {
        return "GW127";
    }

    @Override
    public String title() {
        return "Row level security without a policy";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (!(statement.statement() instanceof Statement.AlterTable alter)
                || !ENABLES.matcher(statement.parsed().text()).find()) {
            return Stream.empty();
        }
        boolean none = statement
                .setting()
                .questions()
                .anyRow("select 1 from pg_policy where polrelid = to_regclass("
                        + SqlName.literal(alter.table().sql()) + ")")
                .map(there -> !there)
                .orElse(true);
        return none
                ? Stream.of(statement
                        .finding(
                                code(),
                                Severity.INFO,
                                "switches row level security on for " + alter.table() + ", which has no policy yet",
                                "until one is made, all but the owner see no row and write none",
                                "make its policies before, or in the same transaction")
                        .informing())
                : Stream.empty();
    }
}
