package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.Statement;
import io.godwit.validator.prediction.LockedRelation;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What statements before one, in the same transaction, hold while it runs.
///
/// @param held    strong locks of the last one that took any, in words; empty if none did
/// @param tables  all that others wait for
/// @param altered the table that the statement just before changed, if that was an ALTER TABLE
public record Earlier(String held, Set<LockedRelation> tables, Optional<ObjectName> altered) {
    public Earlier {
        tables = Set.copyOf(tables);
    }

    public static Earlier nothing() {
        return new Earlier("", Set.of(), Optional.empty());
    }

    public Earlier and(CheckedStatement statement) {
        Optional<ObjectName> now = statement.statement() instanceof Statement.AlterTable alter
                ? Optional.of(alter.table())
                : Optional.empty();
        if (statement.blocking() == Blocking.NONE) {
            return new Earlier(held, tables, now);
        }
        Set<LockedRelation> all = new TreeSet<>(tables);
        all.addAll(statement.lockedForOthers().collect(Collectors.toSet()));
        return new Earlier(statement.lockedInWords(), all, now);
    }
}
