package io.godwit.validator.facts;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What only PostgreSQL itself can say about a piece of SQL. An answer is empty where nobody can be asked, or the
/// question makes no sense there.
public interface CatalogQuestions {

    /// The type SQL names so: `varchar(50)`, `app.mood`, `int[]`.
    Optional<TypeFacts> type(String sqlType);

    /// How a value of one type becomes one of another, by `pg_cast`.
    ///
    /// @param from an oid
    /// @param to   an oid
    Cast cast(long from, long to);

    enum Cast {
        /// The same bytes.
        BINARY,
        /// A function computes it, and ALTER COLUMN TYPE uses it by itself.
        FUNCTION,
        /// It is written out and read in again, and ALTER COLUMN TYPE does so by itself.
        THROUGH_TEXT,
        /// Only where a cast is written.
        EXPLICIT,
        NONE,
        UNKNOWN
    }

    /// Whether adding a column of the type with the default makes PostgreSQL give every row a value of its own.
    Optional<Boolean> defaultNeedsRewrite(String type, String expression);

    /// Whether the table's validated checks leave no row for which the condition holds, by PostgreSQL's own prover.
    boolean excluded(ObjectName table, String condition);

    /// Whether the query returns a row.
    Optional<Boolean> anyRow(String query);

    /// What PostgreSQL says against the data when it evaluates the query (SQLSTATE classes 22 and 23); empty if
    /// nothing.
    Optional<String> dataError(String query);

    /// The first column of the query's first row.
    Optional<String> text(String query);

    /// The first column of up to `limit` rows of a query; empty if it took too long or cannot be run.
    Optional<List<String>> texts(String query, int limit);

    /// Up to `limit` rows of a query, each with its values as text by the names of its columns, in their order; a NULL
    /// is
    /// left out of its row. Empty if it took too long or cannot be run.
    default Optional<List<Map<String, String>>> rows(String query, int limit) {
        return Optional.empty();
    }

    /// How many rows of the table fulfil the condition; empty if it took too long or cannot be run.
    default Optional<Long> count(ObjectName table, String condition) {
        return text("select count(*) from " + table.sql() + " where " + condition)
                .map(Long::valueOf);
    }

    /// What planning the query locks, and which tables it would read whole.
    Optional<QueryFacts> plan(String query);

    /// What PostgreSQL says against a statement when it reads it without running it: about its grammar and, for what
    /// reads or writes rows, about the names in it too.
    default Optional<Objection> objection(String sql) {
        return Optional.empty();
    }

    /// What PostgreSQL says against a statement about empty temporary tables, which are made for the question and
    /// rolled
    /// back.
    ///
    /// @param tables    what makes them
    /// @param statement runs on them
    default Optional<Objection> objection(List<String> tables, String statement) {
        return Optional.empty();
    }

    /// What understanding the query locks, before it is planned: what its views read from is left out.
    default Optional<QueryFacts> understood(String query) {
        return plan(query);
    }

    /// The names and types PostgreSQL gives the columns of a query.
    default Optional<List<ResultColumn>> columns(String query) {
        return Optional.empty();
    }

    /// Why the last question has no answer, in plain words, where time or a right was missing.
    default Optional<String> unanswered() {
        return Optional.empty();
    }

    /// The major version of the server asked; 0 if none is.
    default int version() {
        return 0;
    }

    /// @param state   the SQLSTATE
    /// @param message without values of the data
    record Objection(String state, String message) {}

    /// @param type as PostgreSQL names it internally: `int4`
    record ResultColumn(String name, String type) {}

    /// The session's `TimeZone`.
    String timeZone();

    /// @param locks   by relation; indexes too
    /// @param scanned tables read whole
    record QueryFacts(Map<ObjectName, LockMode> locks, Set<ObjectName> indexes, Set<ObjectName> scanned) {
        public QueryFacts {
            locks = Map.copyOf(locks);
            indexes = Set.copyOf(indexes);
            scanned = Set.copyOf(scanned);
        }
    }

    /// Nobody can be asked.
    static CatalogQuestions none() {
        return new NoQuestions();
    }
}
