package io.godwit.validator.rule;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A script begins a transaction and does not end it: run by itself, everything it did is lost with its session; run by
/// a tool, the transaction goes on into the next script.
public final class OpenTransaction {
    private static final Pattern BEGINS = Pattern.compile("(?is)^\\s*(begin|start\\s+transaction)\\b.*");
    private static final Pattern ENDS =
            Pattern.compile("(?is)^\\s*(commit|end|abort|rollback(?!\\s+(\\w+\\s+)?to\\b))\\b.*");

    private OpenTransaction() {}

    /// @param index of the statement in the script
    /// @return a finding if it is the BEGIN that nothing ends
    public static Optional<StatementFinding> at(int index, List<ParsedStatement> script) {
        boolean open = is(script.get(index), BEGINS)
                && script.subList(index + 1, script.size()).stream().noneMatch(later -> is(later, ENDS));
        return open
                ? Optional.of(new StatementFinding(
                        Rules.OPEN_TRANSACTION,
                        Severity.WARNING,
                        Blocking.NONE,
                        "begins a transaction that the script does not end",
                        "run by itself, everything in it is rolled back when its session ends; run by a tool, its locks"
                                + " are held into the next script",
                        "write COMMIT at the end, or leave the transaction to the tool",
                        List.of(new Evidence(Provenance.CATALOG, "the script holds no COMMIT after it"))))
                : Optional.empty();
    }

    private static boolean is(ParsedStatement statement, Pattern kind) {
        return statement.statement() instanceof Statement.TransactionControl
                && kind.matcher(statement.text()).matches();
    }
}
