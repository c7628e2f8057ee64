package io.godwit.validator.statementrule;

import io.godwit.model.finding.Severity;
import java.util.stream.Stream;

/// A statement that works long after a strong lock was taken in the same transaction.
public final class LockHeldMeanwhile implements StatementRule {
    @Override
    public String code() {
        return "GW110";
    }

    @Override
    public String title() {
        return "A strong lock is held while other work is done";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (!statement.setting().insideTransaction()
                || statement.effect().scanned().isEmpty()
                        && statement.effect().rewritten().isEmpty()) {
            return Stream.empty();
        }
        String held = statement.earlier().held();
        return held.isEmpty()
                ? Stream.empty()
                : Stream.of(new StatementFinding(
                        code(),
                        Severity.WARNING,
                        Blocking.LONG,
                        "works while " + held + " of an earlier statement is still held",
                        "locks are held to the end of the transaction: what was brief becomes as long as this work",
                        "put it into a transaction of its own",
                        statement.evidence(statement.effect().scanned())));
    }
}
