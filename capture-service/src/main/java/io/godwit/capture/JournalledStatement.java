package io.godwit.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A statement an application or a proxy wrote into the write-ahead log with `pg_logical_emit_message(false,
/// 'godwit.query', …)`: a JSON object with `session`, `sequence`, `sql`, and where known `parameters` (strings in
/// PostgreSQL's text form, or null), `durationMicros`, `sqlState`, `role`, `application`.
///
/// @param session    the client session, any text unique among sessions
/// @param sequence   position inside the session
/// @param sql        the text, with `$1`, `$2`, ... for parameters
/// @param parameters empty for NULL
/// @param duration   empty if unknown
/// @param sqlState   empty if it succeeded
record JournalledStatement(
        String session,
        long sequence,
        String sql,
        List<Optional<String>> parameters,
        Optional<Duration> duration,
        Optional<String> sqlState,
        String role,
        String application) {
    static final String PREFIX = "godwit.query";
    private static final ObjectMapper JSON = new ObjectMapper();

    JournalledStatement {
        parameters = List.copyOf(parameters);
    }

    /// Empty if the content is not such an object.
    static Optional<JournalledStatement> parse(byte[] content) {
        JsonNode json;
        try {
            json = JSON.readTree(content);
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
        if (!json.path("session").isString() || !json.path("sql").isString()) {
            return Optional.empty();
        }
        List<Optional<String>> parameters = new ArrayList<>();
        for (JsonNode value : json.path("parameters")) {
            parameters.add(value.isNull() ? Optional.empty() : Optional.of(value.asString("")));
        }
        return Optional.of(new JournalledStatement(
                json.path("session").asString(),
                json.path("sequence").asLong(0),
                json.path("sql").asString(),
                parameters,
                Optional.of(json.path("durationMicros"))
                        .filter(JsonNode::isNumber)
                        .map(micros -> Duration.ofNanos(micros.asLong() * 1000)),
                Optional.of(json.path("sqlState").asString("")).filter(state -> !state.isEmpty()),
                json.path("role").asString(""),
                json.path("application").asString("")));
    }
}
