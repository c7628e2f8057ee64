package io.godwit.monitor.detect;

import io.godwit.monitor.detect.Worse.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Compares the windows after a migration with the baseline before it. Something is worse when it is so in several of
/// the latest windows; one bad window is no regression.
public final class Detector {
    private final DetectorSettings settings;

    public Detector(DetectorSettings settings) {
        this.settings = settings;
    }

    /// @param intervals what was sampled, oldest first: before, during and after the migration
    /// @param began     when the migration's first step began
    /// @param finished  when its last step ended; the windows begin there
    public Judgement judge(List<Interval> intervals, Instant began, Instant finished) {
        Optional<Baseline> baseline = Baseline.of(intervals, began, settings);
        if (baseline.isEmpty()) {
            return new Judgement.NoBaseline((int) intervals.stream()
                    .filter(interval -> !interval.to().isAfter(began))
                    .count());
        }
        List<Window> windows = windows(intervals, finished);
        List<Window> latest = windows.subList(Math.max(0, windows.size() - settings.windowsJudged()), windows.size());
        List<Worse> worse = new ArrayList<>();
        for (String sqlState :
                named(latest, window -> window.measures().errors().keySet())) {
            judged(latest, window -> errors(baseline.get(), window, sqlState)).ifPresent(worse::add);
        }
        List<Window> settled = latest.stream()
                .filter(window -> !window.from().isBefore(finished.plus(settings.querySettling())))
                .toList();
        for (String fingerprint :
                named(settled, window -> window.measures().queries().keySet())) {
            judged(settled, window -> slower(baseline.get(), window, fingerprint))
                    .ifPresent(worse::add);
        }
        judged(latest, window -> blocked(baseline.get(), window)).ifPresent(worse::add);
        judged(latest, window -> lagging(baseline.get(), window)).ifPresent(worse::add);
        worse.sort(Comparator.comparingDouble(Worse::severity).reversed());
        return worse.isEmpty()
                ? new Judgement.NothingWorse(windows.size())
                : new Judgement.GotWorse(
                        worse, baseline.get().from(), baseline.get().to());
    }

    /// A window and what was measured in it.
    private record Window(Instant from, Measures measures) {}

    /// The complete windows since the migration in which anything was sampled.
    private List<Window> windows(List<Interval> intervals, Instant finished) {
        List<Window> windows = new ArrayList<>();
        List<Interval> current = new ArrayList<>();
        Instant from = finished;
        for (Interval interval : intervals) {
            if (interval.from().isBefore(finished)) {
                continue;
            }
            if (current.isEmpty()) {
                from = interval.from();
            }
            current.add(interval);
            if (!interval.to().isBefore(from.plus(settings.window()))) {
                windows.add(new Window(from, Measures.of(current)));
                current = new ArrayList<>();
            }
        }
        return windows;
    }

    private static Set<String> named(List<Window> windows, Function<Window, Set<String>> names) {
        Set<String> all = new LinkedHashSet<>();
        windows.forEach(window -> all.addAll(names.apply(window)));
        return all;
    }

    /// The latest of the windows that are worse, if they are enough.
    private Optional<Worse> judged(List<Window> windows, Function<Window, Optional<Worse>> rule) {
        List<Worse> worse = windows.stream().map(rule).flatMap(Optional::stream).toList();
        return worse.size() < settings.windowsWorse()
                ? Optional.empty()
                : Optional.of(worse.getLast())
                        .map(last -> new Worse(
                                last.kind(),
                                last.subject(),
                                last.baseline(),
                                last.observed(),
                                last.unit(),
                                worse.stream().mapToLong(Worse::samples).sum(),
                                last.evidence() + "; so in " + worse.size() + " of " + windows.size() + " windows of "
                                        + settings.window().toSeconds() + " s"));
    }

    private Optional<Worse> slower(Baseline baseline, Window window, String fingerprint) {
        Optional<Double> before = baseline.measures().meanMillis(fingerprint, settings.queryCalls());
        Optional<Double> now = window.measures().meanMillis(fingerprint, settings.queryCalls());
        if (before.isEmpty() || now.isEmpty()) {
            return Optional.empty();
        }
        double usual = Math.max(before.get(), baseline.usualMeans().getOrDefault(fingerprint, 0.0));
        if (now.get() < settings.queryFactor() * usual || now.get() < usual + settings.queryMillis()) {
            return Optional.empty();
        }
        Interval.Query query = window.measures().queries().get(fingerprint);
        long calls = query == null ? 0 : query.calls();
        String text = query == null ? fingerprint : query.text();
        return Optional.of(new Worse(
                Kind.QUERY_SLOWER,
                text,
                before.get(),
                now.get(),
                "ms per call",
                calls,
                print(
                        "%s per call, %s before (%.1f times as long)",
                        millis(now.get()), millis(before.get()), now.get() / Math.max(before.get(), 0.001))));
    }

    private Optional<Worse> errors(Baseline baseline, Window window, String sqlState) {
        long count = window.measures().errors(sqlState);
        double rateBefore = baseline.measures().errors(sqlState)
                / Math.max(baseline.measures().minutes(), 1e-6);
        double minutes = window.measures().minutes();
        double tolerated =
                Math.max(settings.errorEvents(), 0.005 * window.measures().transactions());
        double expected = comesFromTheSchema(sqlState) ? rateBefore * minutes : 2 * rateBefore * minutes + tolerated;
        Interval.Errors errors = window.measures().errors().get(sqlState);
        if (count < expected + tolerated || errors == null) {
            return Optional.empty();
        }
        return Optional.of(new Worse(
                Kind.ERRORS,
                sqlState,
                rateBefore,
                count / minutes,
                "errors per minute",
                count,
                print("%.0f errors per minute, %.1f before: %s", count / minutes, rateBefore, errors.example())));
    }

    private Optional<Worse> blocked(Baseline baseline, Window window) {
        int now = window.measures().blockedSessions();
        int before = baseline.measures().blockedSessions();
        return now < settings.blockedSessions() || now <= 2 * before
                ? Optional.empty()
                : Optional.of(new Worse(
                        Kind.BLOCKED_SESSIONS,
                        "sessions",
                        before,
                        now,
                        "sessions",
                        now,
                        now + " sessions wait for locks, " + before + " at most before"));
    }

    private Optional<Worse> lagging(Baseline baseline, Window window) {
        long now = window.measures().replicationLagMillis().orElse(0);
        long before = baseline.measures().replicationLagMillis().orElse(0);
        return now <= Math.max(settings.lagMillis(), 5 * before)
                ? Optional.empty()
                : Optional.of(new Worse(
                        Kind.REPLICATION_LAG,
                        "replicas",
                        before,
                        now,
                        "ms",
                        window.measures().intervals(),
                        print("the slowest replica is %d ms behind, %d ms before", now, before)));
    }

    /// Classes 42 (syntax error or access rule violation: a column is missing) and 23 (integrity constraint
    /// violation).
    static boolean comesFromTheSchema(String sqlState) {
        return sqlState.startsWith("42") || sqlState.startsWith("23");
    }

    private static String millis(double value) {
        return value < 1 ? print("%.3f ms", value) : print("%.1f ms", value);
    }

    private static String print(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
