package io.godwit.executor.throttle;

import io.godwit.executor.throttle.Signal.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// From where on a walk over a table holds back.
///
/// @param lag          of a physical replica
/// @param slotBytes    of WAL a replication slot retains
/// @param archiveFiles WAL segments waiting to be archived
/// @param transactions open ones in the server
/// @param ignored      signals that are not looked at
public record ThrottleLimits(Duration lag, long slotBytes, int archiveFiles, int transactions, Set<Kind> ignored) {
    public ThrottleLimits {
        ignored = Set.copyOf(ignored);
    }

    /// Lag 5 s, 4 GB in a slot, 42 segments to archive, 100 open transactions.
    public static ThrottleLimits usual() {
        return new ThrottleLimits(Duration.ofSeconds(5), 4L << 30, 42, 100, Set.of());
    }

    /// Nothing is looked at.
    public static ThrottleLimits none() {
        return usual().ignoring(Set.of(Kind.values()));
    }

    public ThrottleLimits ignoring(Set<Kind> kinds) {
        return new ThrottleLimits(lag, slotBytes, archiveFiles, transactions, kinds);
    }

    /// The signals' names, as the configuration writes them.
    public static Set<String> signalNames() {
        return Arrays.stream(Kind.values()).map(Kind::text).collect(Collectors.toUnmodifiableSet());
    }

    /// @param names of [#signalNames]
    public static Set<Kind> signals(java.util.Collection<String> names) {
        return Arrays.stream(Kind.values())
                .filter(kind -> names.contains(kind.text()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
