package io.godwit.shadow.replay;

/// What a clone answered to one call.
public sealed interface Answer {
    /// How long it took, in nanoseconds.
    long nanos();

    /// It worked.
    record Rows(ResultDigest digest, long nanos) implements Answer {}

    /// It failed.
    ///
    /// @param sqlState PostgreSQL's code of the error
    /// @param message  PostgreSQL's word on it
    record Failed(String sqlState, String message, long nanos) implements Answer {
        /// A timeout, a lock not had, a deadlock: says nothing about the schema.
        boolean passing() {
            return sqlState.equals("57014")
                    || sqlState.equals("55P03")
                    || sqlState.equals("40P01")
                    || sqlState.equals("40001");
        }

        /// The schema does not fit the statement (class 42), or a constraint the data (class 23).
        boolean aboutTheSchema() {
            return sqlState.startsWith("42") || sqlState.startsWith("23502") || sqlState.startsWith("23514");
        }
    }
}
