package io.godwit.shadow.replay;

import io.godwit.events.CapturedQuery;
import io.godwit.events.CapturedStatement;
import io.godwit.postgres.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Makes a workload of captured records as they are read, in bounded memory: of each kind of query it keeps a few
/// calls,
/// spread evenly over those that came; row changes are not replayed and not kept.
public final class WorkloadSample {
    private static final String OWN_APPLICATION = "godwit";
    private static final String TOO_LONG = "too long a text";
    private static final String ENOUGH = "enough of its kind";
    private static final String NO_ROOM = "too many kinds of queries to keep them all";

    /// A captured call, and what it is put in order by.
    record Kept(Instant startedAt, long sequence, CapturedCall call) {
        int characters() {
            int parameters = call.parameters().stream()
                    .mapToInt(value -> value.map(String::length).orElse(0))
                    .sum();
            return call.sql().length() + parameters;
        }
    }

    private final int callsPerQuery;
    private final int mostCharacters;
    private final Map<String, KindSample> kinds = new LinkedHashMap<>();
    private final Map<String, Long> skipped = new TreeMap<>();
    private final Set<Long> seen = new HashSet<>();
    private long characters;

    /// @param callsPerQuery  of a kind of query that was captured more often, so many are taken
    /// @param mostCharacters how much text is kept in all; a text of more than a sixteenth of that is left out
    public WorkloadSample(int callsPerQuery, int mostCharacters) {
        this.callsPerQuery = callsPerQuery;
        this.mostCharacters = mostCharacters;
    }

    /// The same statement may have been captured twice, because capture publishes at least once.
    public void add(CapturedQuery query) {
        if (!(query.getWhat() instanceof CapturedStatement statement)
                || !seen.add(((long) query.getSession().hashCode() << 32) ^ query.getSequence())) {
            return;
        }
        if (query.getApplication().startsWith(OWN_APPLICATION)) {
            skip("Godwit's own", 1);
            return;
        }
        switch (Classification.of(statement)) {
            case Classification.Skipped(String reason) -> skip(reason, 1);
            case Classification.Replayable(Mode mode) -> keep(kept(query, statement, mode));
        }
    }

    /// What is replayed of all that came.
    public Workload workload() {
        Map<String, Long> counts = new TreeMap<>();
        Set<String> sessions = new HashSet<>();
        List<Kept> chosen = new ArrayList<>();
        Map<String, Long> left = new TreeMap<>(skipped);
        kinds.forEach((hash, kind) -> {
            counts.put(hash, kind.seen());
            List<Kept> taken = kind.taken();
            chosen.addAll(taken);
            taken.forEach(one -> sessions.add(one.call().session()));
            if (kind.seen() > taken.size()) {
                left.merge(ENOUGH, kind.seen() - taken.size(), Long::sum);
            }
        });
        chosen.sort(Comparator.comparing(Kept::startedAt).thenComparing(Kept::sequence));
        return new Workload(chosen.stream().map(Kept::call).toList(), counts, sessions.size(), left);
    }

    private void keep(Kept one) {
        if (one.characters() > mostCharacters / 16) {
            skip(TOO_LONG, 1);
            return;
        }
        String hash = one.call().fingerprint().hash();
        KindSample kind = kinds.get(hash);
        if (kind == null) {
            if (characters + one.characters() > mostCharacters) {
                skip(NO_ROOM, 1);
                return;
            }
            kind = new KindSample(callsPerQuery);
            kinds.put(hash, kind);
        }
        characters += kind.add(one);
        boolean smaller = true;
        while (characters > mostCharacters && smaller) {
            smaller = thinned();
        }
    }

    /// Takes every second call away from kinds that have several; false if there are none.
    private boolean thinned() {
        long before = characters;
        for (KindSample kind : kinds.values()) {
            characters -= kind.thin();
        }
        return characters < before;
    }

    private void skip(String reason, long times) {
        skipped.merge(reason, times, Long::sum);
    }

    private static Kept kept(CapturedQuery query, CapturedStatement statement, Mode mode) {
        String sql = statement.getSql().strip().replaceFirst(";+\\s*$", "");
        List<Optional<String>> parameters = new ArrayList<>();
        for (String value : statement.getParameters()) {
            parameters.add(Optional.ofNullable(value));
        }
        CapturedCall call = new CapturedCall(Fingerprint.of(sql), sql, parameters, mode, query.getSession());
        return new Kept(query.getStartedAt(), query.getSequence(), call);
    }
}
