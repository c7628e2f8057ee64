package io.godwit.benchmarks;

import io.godwit.cli.local.GodwitHome;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// A claim that is measured.
public interface Benchmark {

    /// Measures it.
    ///
    /// @param place  where to run, and whom to tell how far it is
    /// @param rounds how many samples to take; at least one
    Measurement measure(Place place, int rounds);

    /// @param folder an empty or missing folder for all data
    /// @param say    told in sentences what happens
    /// @param rows   of a table that is migrated; empty where the benchmark is to choose
    record Place(GodwitHome home, Path folder, Consumer<String> say, Optional<Integer> rows) {}
}
