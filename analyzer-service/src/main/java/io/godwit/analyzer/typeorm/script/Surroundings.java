package io.godwit.analyzer.typeorm.script;

import io.godwit.analyzer.typeorm.script.Value.Fields;
import io.godwit.analyzer.typeorm.script.Value.Text;
import io.godwit.analyzer.typeorm.script.Value.Truth;
import io.godwit.analyzer.typeorm.script.Value.Unknown;
import java.util.Optional;
import java.util.Set;

/// What is known of where a program runs: in production, on PostgreSQL, and with an environment whose variables are not
/// set, so that what the code has instead of them counts.
final class Surroundings {
    static final String ENVIRONMENT = "it comes from the environment";

    private static final Set<String> POSTGRES = Set.of("postgres", "postgresql", "postgresdb", "pg");

    private static final Set<String> OTHERS = Set.of(
            "sqlite",
            "sqlite3",
            "better-sqlite3",
            "sqljs",
            "mysql",
            "mysqldb",
            "mariadb",
            "mssql",
            "oracle",
            "mongodb",
            "cockroachdb",
            "aurora-mysql",
            "aurora-postgres",
            "spanner",
            "sap");

    private Surroundings() {}

    static boolean isEnvironment(Value value) {
        return value instanceof Unknown(var _, String why) && why.equals(ENVIRONMENT);
    }

    /// A comparison of something unknown with the name of a database, or of a variable of the environment with
    /// anything else; empty for any other.
    static Optional<Value> compared(String operator, Value left, Value right) {
        boolean equals = operator.equals("===") || operator.equals("==");
        boolean differs = operator.equals("!==") || operator.equals("!=");
        if (!equals && !differs) {
            return Optional.empty();
        }
        Value known = left instanceof Text ? left : right;
        Value open = left instanceof Text ? right : left;
        if (!(known instanceof Text(String name)) || !(open instanceof Unknown || open instanceof Value.External)) {
            return Optional.empty();
        }
        if (POSTGRES.contains(name)) {
            return Optional.of(new Truth(equals));
        }
        return OTHERS.contains(name) || isEnvironment(open) ? Optional.of(new Truth(differs)) : Optional.empty();
    }

    /// What an object has for PostgreSQL, where it has something for each database.
    static Optional<Value> ofPostgres(Value object) {
        return object instanceof Fields fields
                ? POSTGRES.stream()
                        .filter(fields.fields()::containsKey)
                        .findFirst()
                        .map(fields::field)
                : Optional.empty();
    }
}
