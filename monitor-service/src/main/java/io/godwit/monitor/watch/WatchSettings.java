package io.godwit.monitor.watch;

import io.godwit.monitor.detect.DetectorSettings;
import java.time.Duration;

/// How migrations are watched.
///
/// @param detector          when something counts as worse
/// @param length            how long a migration is watched after it finished
/// @param silence           how much longer than that metrics may be missing before that is reported
/// @param automaticRollback whether the executor may undo by itself what a rollback is suggested for
public record WatchSettings(DetectorSettings detector, Duration length, Duration silence, boolean automaticRollback) {}
