package io.godwit.executor;

import io.godwit.executor.ledger.LedgerMigration;
import java.util.List;
import java.util.Optional;

/// Whose turn it is among the migrations of one database, which has one at a time. One that is begun goes first; one
/// that is not waits until none is left half done, and until the databases before this one in its group have it.
///
/// @param next    empty if nothing is to be done
/// @param waiting the one that would be next, if it has to wait
/// @param why     it waits
record NextMigration(Optional<LedgerMigration> next, Optional<LedgerMigration> waiting, String why) {
    /// What keeps a migration from beginning in this database although it is its turn.
    @FunctionalInterface
    interface Obstacle {
        /// @return in one sentence with the next step to take; empty if nothing does
        Optional<String> of(LedgerMigration migration);
    }

    static NextMigration among(List<LedgerMigration> unfinished, Obstacle obstacle) {
        Optional<LedgerMigration> begun = unfinished.stream()
                .filter(migration -> migration.state().started())
                .filter(NextMigration::isRunnable)
                .findFirst();
        if (begun.isPresent()) {
            return new NextMigration(begun, Optional.empty(), "");
        }
        Optional<LedgerMigration> first =
                unfinished.stream().filter(NextMigration::isRunnable).findFirst();
        if (first.isEmpty()) {
            return new NextMigration(first, first, "");
        }
        Optional<String> behind = unfinished.stream()
                .filter(migration -> migration.state().started())
                .findFirst()
                .map(halfDone -> "Waits until migration " + halfDone.id() + " is finished, which is "
                        + halfDone.state().status().inWords() + ". Look with: godwit status " + halfDone.id());
        return behind.or(() -> obstacle.of(first.get()))
                .map(why -> new NextMigration(Optional.empty(), first, why))
                .orElseGet(() -> new NextMigration(first, Optional.empty(), ""));
    }

    private static boolean isRunnable(LedgerMigration migration) {
        return migration.state().status().isRunnable();
    }
}
