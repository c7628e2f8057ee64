package io.godwit.postgres.log;

import io.godwit.postgres.log.LogEntry.ErrorLogged;
import io.godwit.postgres.log.LogEntry.StatementLogged;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Understands lines of PostgreSQL's JSON log. Remembers, per session, how long parsing and binding took, and adds it
/// to the execution that follows.
final class JsonLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final Set<String> ERRORS = Set.of("ERROR", "FATAL", "PANIC");
    private static final int SESSIONS_REMEMBERED = 10_000;

    private final ZoneId zone;
    private final Map<String, Duration> prepared = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Duration> eldest) {
            return size() > SESSIONS_REMEMBERED;
        }
    };

    /// @param zone the server's log_timezone
    JsonLog(ZoneId zone) {
        this.zone = zone;
    }

    /// What a line tells; empty if it is not about a statement, or not a whole line.
    Optional<LogEntry> read(byte[] bytes, int from, int to) {
        JsonNode line;
        try {
            line = JSON.readTree(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        } catch (JacksonException notALine) {
            return Optional.empty();
        }
        if (!line.isObject() || !line.has("session_id")) {
            return Optional.empty();
        }
        String severity = text(line, "error_severity");
        if (ERRORS.contains(severity)) {
            return Optional.of(error(line));
        }
        return severity.equals("LOG")
                ? LogMessage.parse(text(line, "message")).flatMap(message -> statement(line, message))
                : Optional.empty();
    }

    private Optional<LogEntry> statement(JsonNode line, LogMessage message) {
        String session = text(line, "session_id");
        switch (message.step()) {
            case PARSE, BIND -> prepared.merge(session, message.duration(), Duration::plus);
            case EXECUTE, STATEMENT -> {
                Duration before = Optional.ofNullable(prepared.remove(session)).orElse(Duration.ZERO);
                LogParameters parameters = parameters(text(line, "detail"));
                return Optional.of(new StatementLogged(
                        origin(line),
                        message.sql(),
                        parameters.values(),
                        parameters.complete(),
                        message.duration().plus(before)));
            }
            case FETCH -> {}
        }
        return Optional.empty();
    }

    private ErrorLogged error(JsonNode line) {
        prepared.remove(text(line, "session_id"));
        String statement = text(line, "statement");
        String context = text(line, "context");
        int list = context.indexOf(" with parameters: ");
        LogParameters parameters = list < 0
                ? new LogParameters(LogParameters.NONE.values(), !statement.contains("$1"))
                : LogParameters.parse(context.substring(list + " with parameters: ".length()));
        return new ErrorLogged(
                origin(line),
                text(line, "state_code"),
                text(line, "message"),
                Optional.of(statement).filter(sql -> !sql.isEmpty()),
                parameters.values(),
                parameters.complete());
    }

    /// The label begins with a capital letter from PostgreSQL 17 on.
    private static LogParameters parameters(String detail) {
        return detail.startsWith("Parameters: ") || detail.startsWith("parameters: ")
                ? LogParameters.parse(detail.substring("parameters: ".length()))
                : LogParameters.NONE;
    }

    private LogOrigin origin(JsonNode line) {
        return new LogOrigin(
                time(text(line, "timestamp")),
                text(line, "user"),
                text(line, "dbname"),
                text(line, "application_name"),
                text(line, "session_id"),
                line.path("line_num").asLong(0),
                text(line, "vxid"));
    }

    private Instant time(String timestamp) {
        try {
            int zoneName = timestamp.lastIndexOf(' ');
            return LocalDateTime.parse(timestamp.substring(0, Math.max(0, zoneName)), TIME)
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeException unexpected) {
            return Instant.EPOCH;
        }
    }

    private static String text(JsonNode line, String key) {
        return line.path(key).asString("");
    }
}
