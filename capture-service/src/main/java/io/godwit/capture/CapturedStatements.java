package io.godwit.capture;

import io.godwit.capture.Masking.Masked;
import io.godwit.events.CaptureSource;
import io.godwit.events.CapturedQuery;
import io.godwit.events.CapturedStatement;
import io.godwit.model.DatabaseName;
import io.godwit.postgres.log.LogEntry;
import io.godwit.postgres.log.LogOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes events of the statements of one database: filters, then masks.
final class CapturedStatements {
    private final DatabaseName database;
    private final CaptureSettings settings;

    CapturedStatements(DatabaseName database, CaptureSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /// Empty if the statement is not wanted, or the entry is not about a statement.
    Optional<CapturedQuery> of(LogEntry entry) {
        if (!settings.wants(entry.origin().role(), entry.origin().session())) {
            return Optional.empty();
        }
        return switch (entry) {
            case LogEntry.StatementLogged statement ->
                Optional.of(event(
                        statement.origin(),
                        statement.origin().at().minus(statement.duration()),
                        statement(
                                statement.sql(),
                                statement.parameters(),
                                statement.parametersComplete(),
                                Optional.of(statement.duration()),
                                Optional.empty())));
            case LogEntry.ErrorLogged error ->
                error.statement()
                        .map(sql -> event(
                                error.origin(),
                                error.origin().at(),
                                statement(
                                        sql,
                                        error.parameters(),
                                        error.parametersComplete(),
                                        Optional.empty(),
                                        Optional.of(error.sqlState()))));
        };
    }

    /// Empty if the statement is not wanted.
    Optional<CapturedQuery> of(JournalledStatement journalled, Instant seenAt, String transaction) {
        if (!settings.wants(journalled.role(), journalled.session())) {
            return Optional.empty();
        }
        CapturedStatement statement = statement(
                journalled.sql(), journalled.parameters(), true, journalled.duration(), journalled.sqlState());
        return Optional.of(query(
                CaptureSource.JOURNAL,
                journalled.session(),
                journalled.sequence(),
                journalled.role(),
                journalled.application(),
                transaction,
                seenAt.minus(journalled.duration().orElse(Duration.ZERO)),
                statement));
    }

    private CapturedQuery event(LogOrigin origin, Instant startedAt, CapturedStatement statement) {
        return query(
                CaptureSource.QUERY_LOG,
                origin.session(),
                origin.line(),
                origin.role(),
                origin.application(),
                origin.transaction(),
                startedAt,
                statement);
    }

    private CapturedQuery query(
            CaptureSource source,
            String session,
            long sequence,
            String role,
            String application,
            String transaction,
            Instant startedAt,
            CapturedStatement statement) {
        return CapturedQuery.newBuilder()
                .setDatabase(database.value())
                .setSession(session)
                .setSequence(sequence)
                .setSource(source)
                .setRole(role)
                .setApplication(application)
                .setTransaction(transaction)
                .setStartedAt(startedAt)
                .setWhat(statement)
                .build();
    }

    private CapturedStatement statement(
            String sql,
            List<Optional<String>> parameters,
            boolean complete,
            Optional<Duration> duration,
            Optional<String> sqlState) {
        boolean named = settings.masking().namesIn(sql);
        Masked text = settings.masking().sql(sql, named);
        boolean masked = text.changed();
        List<@Nullable String> values = new ArrayList<>(parameters.size());
        for (Optional<String> parameter : parameters) {
            Optional<Masked> value = parameter.map(plain -> settings.masking().value(plain, named));
            masked |= value.map(Masked::changed).orElse(false);
            values.add(value.map(Masked::text).orElse(null));
        }
        return CapturedStatement.newBuilder()
                .setSql(text.text())
                .setParameters(values)
                .setParametersComplete(complete)
                .setMasked(masked)
                .setDurationMicros(
                        duration.map(length -> length.toNanos() / 1000).orElse(null))
                .setSqlState(sqlState.orElse(null))
                .build();
    }
}
