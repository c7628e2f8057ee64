package io.godwit.shadow.replay;

import io.godwit.postgres.Fingerprint;
import java.util.List;
import java.util.Optional;

/// A captured statement that can be replayed.
///
/// @param parameters in PostgreSQL's text form; empty for NULL
/// @param session    the client session it came from
public record CapturedCall(
        Fingerprint fingerprint, String sql, List<Optional<String>> parameters, Mode mode, String session) {
    public CapturedCall {
        parameters = List.copyOf(parameters);
    }

    CapturedCall as(Mode otherMode) {
        return new CapturedCall(fingerprint, sql, parameters, otherMode, session);
    }

    CapturedCall withSql(String otherSql) {
        return new CapturedCall(fingerprint, otherSql, parameters, mode, session);
    }
}
