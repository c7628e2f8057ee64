package io.godwit.validator.rule;

import io.godwit.model.GrowingSet;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.Statement;
import io.godwit.validator.prediction.LockedRelation;
import java.util.Optional;

/// What statements before one, in the same transaction, hold while it runs.
///
/// @param held    strong locks of the last one that took any, in words; empty if none did
/// @param tables  all that others wait for
/// @param altered the table that the statement just before changed, if that was an ALTER TABLE
public record Earlier(String held, GrowingSet<LockedRelation> tables, Optional<ObjectName> altered) {
    public static Earlier nothing() {
        return new Earlier("", GrowingSet.empty(), Optional.empty());
    }

    public Earlier and(CheckedStatement statement) {
        Optional<ObjectName> now = statement.statement() instanceof Statement.AlterTable alter
                ? Optional.of(alter.table())
                : Optional.empty();
        if (statement.blocking() == Blocking.NONE) {
            return new Earlier(held, tables, now);
        }
        return new Earlier(
                statement.lockedInWords(),
                tables.and(statement.lockedForOthers().toList()),
                now);
    }
}
