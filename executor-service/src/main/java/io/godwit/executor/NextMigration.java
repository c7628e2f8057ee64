package io.godwit.executor;

import io.godwit.executor.ledger.LedgerMigration;
import java.util.List;
import java.util.Optional;

/// Whose turn it is among the migrations of one database, which has one at a time. One that is begun goes first; one
/// that is not waits until none is left half done, and until the databases before this one in its group have it.
///
/// @param next    empty if nothing is to be done
/// @param waiting the one that would be next, if it has to wait for other databases
/// @param why     it waits
record NextMigration(Optional<LedgerMigration> next, Optional<LedgerMigration> waiting, String why) {
    static NextMigration among(List<LedgerMigration> unfinished, Precedence precedence) {
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
        if (unfinished.stream().anyMatch(migration -> migration.state().started())) {
            return new NextMigration(Optional.empty(), Optional.empty(), "");
        }
        Optional<String> before =
                first.get().state().hurriedBy().isEmpty() ? precedence.beforeBeginning(first.get()) : Optional.empty();
        return before.map(why -> new NextMigration(Optional.empty(), first, why))
                .orElseGet(() -> new NextMigration(first, Optional.empty(), ""));
    }

    /// @param holder the one of the same database that is not finished
    static String waitsFor(LedgerMigration holder) {
        String subject = holder.change().subject();
        return "Waits until migration " + holder.id() + (subject.isEmpty() ? "" : " (" + subject + ")")
                + " is finished, which is " + holder.state().status().inWords() + ". Look with: godwit status "
                + holder.id();
    }

    private static boolean isRunnable(LedgerMigration migration) {
        return migration.state().status().isRunnable();
    }
}
