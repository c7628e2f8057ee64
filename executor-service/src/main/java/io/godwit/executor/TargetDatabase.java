package io.godwit.executor;

import io.godwit.executor.ledger.Ledger;
import io.godwit.executor.lifecycle.Policy;
import io.godwit.executor.step.Connections;
import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.model.SqlName;
import io.godwit.postgres.ConnectionProblem;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.runtime.DatabaseSettings;
import io.godwit.runtime.ServiceContext;
import java.sql.SQLException;

/// A database the executor applies migrations to.
record TargetDatabase(DatabaseName name, DatabaseAddress address, Ledger ledger) {

    /// @throws Problem if the configuration does not have it
    static TargetDatabase named(String name, ServiceContext context) {
        return context.databases().entrySet().stream()
                .filter(entry -> entry.getKey().value().equals(name))
                .map(entry -> of(entry.getKey(), entry.getValue(), context))
                .findFirst()
                .orElseThrow(() -> Problem.user(
                        "DATABASE_UNKNOWN",
                        "The executor has no database '" + name + "': add it to databases and set database." + name
                                + ".url"));
    }

    static TargetDatabase of(DatabaseName name, DatabaseSettings settings, ServiceContext context) {
        Policy policy = ExecutorSettings.of(context.settings()).policy();
        return new TargetDatabase(
                name,
                new DatabaseAddress(settings.url(), settings.user(), settings.password()),
                new Ledger(name, policy));
    }

    Connections connections() {
        return ((Connections) address::connect).withOwnSettings();
    }

    /// What is wrong, in words: where it is not the connection, it is the ledger.
    Problem problem(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if ("42501".equals(state)) {
            return Problem.environment(
                    "DATABASE_RIGHTS_MISSING",
                    "database '" + name + "' at " + address + " refuses the executor's role: " + failure.getMessage()
                            + ". It has to own the tables, and schema godwit for its ledger: let an administrator run"
                            + " CREATE SCHEMA godwit AUTHORIZATION " + SqlName.quoted(address.user()),
                    failure);
        }
        return ConnectionProblem.of(name, address, failure);
    }
}
