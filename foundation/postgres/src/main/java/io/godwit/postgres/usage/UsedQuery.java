package io.godwit.postgres.usage;

import java.util.Locale;
import java.util.OptionalDouble;

/// A query that somebody runs.
///
/// @param sql            as PostgreSQL can plan it, `$1` for what is not known
/// @param shown          for people; holds no value of a row
/// @param origin         where it is known from
/// @param place          the same in words: `pg_stat_statements`, `app/Orders.java:12`
/// @param callsPerMinute empty where nobody counts
public record UsedQuery(String sql, String shown, Origin origin, String place, OptionalDouble callsPerMinute) {

    /// Where a query is known from.
    public enum Origin {
        /// `pg_stat_statements` of the live database.
        STATISTICS,
        /// The capture service, which saw it in production.
        CAPTURED,
        /// Source code.
        CODE,
        /// The body of a function of the database.
        FUNCTION
    }

    /// `12 times a minute, by pg_stat_statements`.
    public String usage() {
        return callsPerMinute.isEmpty() ? place : times(callsPerMinute.getAsDouble()) + " a minute, by " + place;
    }

    private static String times(double perMinute) {
        return perMinute >= 0.95
                ? String.format(Locale.ROOT, "%,.0f times", perMinute)
                : String.format(Locale.ROOT, "%.2g times", perMinute);
    }
}
