package io.godwit.validator.usage;

import io.godwit.events.CapturedQuery;
import io.godwit.events.CapturedStatement;
import io.godwit.postgres.Fingerprint;
import io.godwit.postgres.usage.UsedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// What the capture service saw in production, as queries in use: each kind once.
public final class CapturedUsage {
    private static final String OWN_APPLICATION = "godwit";
    private static final Pattern ROWS =
            Pattern.compile("(?is)\\s*(/\\*.*?\\*/\\s*)*\\(?\\s*(select|insert|update|delete|merge|with|values)\\b.*");

    private record Kind(String sql, String application, long calls) {
        Kind again() {
            return new Kind(sql, application, calls + 1);
        }
    }

    private CapturedUsage() {}

    /// @param now until when was captured; the first record says since when
    public static List<UsedQuery> of(List<CapturedQuery> captured, Instant now) {
        Map<Fingerprint, Kind> kinds = new LinkedHashMap<>();
        Instant first = now;
        for (CapturedQuery query : captured) {
            first = query.getStartedAt().isBefore(first) ? query.getStartedAt() : first;
            if (query.getWhat() instanceof CapturedStatement statement
                    && !query.getApplication().startsWith(OWN_APPLICATION)
                    && statement.getSqlState().isEmpty()
                    && ROWS.matcher(statement.getSql()).matches()) {
                kinds.merge(
                        Fingerprint.of(statement.getSql()),
                        new Kind(statement.getSql(), query.getApplication(), 1),
                        (one, _) -> one.again());
            }
        }
        double minutes = Math.max(Duration.between(first, now).toMillis() / 60_000.0, 1);
        List<UsedQuery> used = new ArrayList<>();
        kinds.forEach((fingerprint, kind) -> used.add(new UsedQuery(
                kind.sql(),
                fingerprint.text(),
                UsedQuery.Origin.CAPTURED,
                "the capture of production's queries"
                        + (kind.application().isEmpty() ? "" : " (application " + kind.application() + ")"),
                OptionalDouble.of(kind.calls() / minutes))));
        return used;
    }
}
