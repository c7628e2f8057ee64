package io.godwit.validator.statementrule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.Statement;
import java.util.HashSet;
import java.util.Set;

/// What statements before one have done that matters to it.
///
/// @param created tables they made: nobody else uses them yet
/// @param held    strong locks of the last one that took any in the same transaction, in words; empty if none did
public record Earlier(Set<ObjectName> created, String held) {

    public static Earlier nothing() {
        return new Earlier(Set.of(), "");
    }

    public Earlier and(CheckedStatement statement) {
        String locks = statement.blocking() == Blocking.NONE ? held : statement.lockedInWords();
        ObjectName made = switch (statement.statement()) {
            case Statement.CreateTable create -> create.table();
            case Statement.CreateTableAs create -> create.table();
            case Statement _ -> new ObjectName("", "");
        };
        if (made.name().isEmpty()) {
            return new Earlier(created, locks);
        }
        Set<ObjectName> more = new HashSet<>(created);
        more.add(made);
        return new Earlier(more, locks);
    }

    /// In a transaction after those.
    public Earlier inNewTransaction() {
        return new Earlier(created, "");
    }
}
