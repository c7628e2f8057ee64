package io.godwit.validator.rule;

import io.godwit.validator.prediction.LockedRelation;
import io.godwit.validator.prediction.Prediction;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A statement that works long after a strong lock was taken in the same transaction.
public final class LockHeldMeanwhile implements Rule {
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
                        statement.severity(works(statement.effect())),
                        Blocking.LONG,
                        "works while " + held + " of an earlier statement is still held",
                        "locks are held to the end of the transaction: what was brief becomes as long as this work",
                        "put it into a transaction of its own",
                        statement.evidence(works(statement.effect()))));
    }

    private static Set<LockedRelation> works(Prediction effect) {
        Set<LockedRelation> all = new TreeSet<>(effect.scanned());
        all.addAll(effect.rewritten());
        return all;
    }
}
