package io.godwit.acceptance.survival;

/// What can befall a migration.
enum Disturbance {
    /// `kill -9`; another executor is started at once.
    KILL_EXECUTOR,
    /// `pg_terminate_backend` of every session of the executor's.
    END_SESSIONS,
    /// PostgreSQL is stopped without a shutdown, and recovers.
    CRASH_DATABASE,
    /// The broker goes away and comes back.
    RESTART_BROKER
}
