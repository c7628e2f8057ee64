package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// CONCURRENTLY under a timeout: it waits for every older transaction of the database, also those of other tables, and
/// when the time is up it leaves an invalid index.
public final class TimeoutBreaksBuild implements Rule {
    private static final List<String> TIMEOUTS = List.of("lock_timeout", "statement_timeout", "transaction_timeout");

    @Override
    public String code() {
        return "GW142";
    }

    @Override
    public String title() {
        return "A timeout that breaks a concurrent build";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        boolean concurrently = switch (statement.statement()) {
            case Statement.CreateIndex create -> create.concurrently();
            case Statement.DropIndex drop -> drop.concurrently();
            case Statement.Reindex reindex -> reindex.concurrently();
            case Statement _ -> false;
        };
        String set = TIMEOUTS.stream().filter(statement.before()::limits).collect(Collectors.joining(", "));
        return concurrently && !set.isEmpty() && statement.effect().error().isEmpty()
                ? Stream.of(statement
                        .finding(
                                code(),
                                Severity.WARNING,
                                "works CONCURRENTLY while " + set + " is set",
                                "it waits for every older transaction of the database, and where the time is up before"
                                        + " they end, it leaves an invalid index behind",
                                "RESET " + set.replace(", ", "; RESET ")
                                        + " before it: nobody who reads or writes waits" + " for it")
                        .informing())
                : Stream.empty();
    }
}
