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

/// What the capture service saw in production, as queries in use: each kind once. Records are taken in one by one,
/// because all of them would not fit in memory.
public final class CapturedUsage {
    private static final String OWN_APPLICATION = "godwit";
    private static final int LONGEST_SQL = 200_000;
    private static final int MOST_CHARACTERS = 4_000_000;
    private static final Pattern ROWS =
            Pattern.compile("(?is)\\s*(/\\*.*?\\*/\\s*)*\\(?\\s*(select|insert|update|delete|merge|with|values)\\b.*");

    private record Kind(String sql, String application, long calls) {
        Kind again() {
            return new Kind(sql, application, calls + 1);
        }
    }

    private final Instant now;
    private final Map<Fingerprint, Kind> kinds = new LinkedHashMap<>();
    private Instant first;
    private int characters;

    /// @param now until when was captured; the first record says since when
    public CapturedUsage(Instant now) {
        this.now = now;
        this.first = now;
    }

    /// Takes a record in. Row changes are no queries; a kind that has no room any more is left out.
    public void add(CapturedQuery query) {
        first = query.getStartedAt().isBefore(first) ? query.getStartedAt() : first;
        if (query.getWhat() instanceof CapturedStatement statement
                && !query.getApplication().startsWith(OWN_APPLICATION)
                && statement.getSqlState().isEmpty()
                && statement.getSql().length() <= LONGEST_SQL
                && ROWS.matcher(statement.getSql()).matches()) {
            Fingerprint fingerprint = Fingerprint.of(statement.getSql());
            Kind known = kinds.get(fingerprint);
            if (known != null) {
                kinds.put(fingerprint, known.again());
            } else if (characters + statement.getSql().length() <= MOST_CHARACTERS) {
                characters += statement.getSql().length();
                kinds.put(fingerprint, new Kind(statement.getSql(), query.getApplication(), 1));
            }
        }
    }

    /// All that were taken in.
    public List<UsedQuery> queries() {
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
