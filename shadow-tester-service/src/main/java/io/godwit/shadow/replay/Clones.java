package io.godwit.shadow.replay;

import io.godwit.postgres.copy.DatabaseClone;

/// The three databases of a shadow test. What differs between the baselines is noise.
///
/// @param baseline  production as it is
/// @param second    the same again
/// @param candidate migrated
public record Clones(DatabaseClone baseline, DatabaseClone second, DatabaseClone candidate) {}
