package io.godwit.postgres.log;

import java.time.Instant;

/// Which session wrote a log line, and when. Texts are empty where the log has nothing.
///
/// @param at          when the line was written, which is when the statement ended; milliseconds
/// @param role        the session's role
/// @param database    the database it is connected to
/// @param application its application_name
/// @param session     PostgreSQL's session id, unique over restarts of the server
/// @param line        the line's number inside the session: the order of its statements
/// @param transaction the virtual transaction id, or empty; `3/0` means the transaction was over when the line was
/// written
public record LogOrigin(
        Instant at, String role, String database, String application, String session, long line, String transaction) {}
