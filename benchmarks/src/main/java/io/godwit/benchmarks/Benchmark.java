package io.godwit.benchmarks;

import io.godwit.cli.local.GodwitHome;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A claim that is measured.
public interface Benchmark {

    /// Measures it.
    ///
    /// @param place  where to run, and whom to tell how far it is
    /// @param rounds how many samples to take; at least one
    Measurement measure(Place place, int rounds);

    /// @param folder an empty or missing folder for all data
    /// @param rows   of a large table, where one is needed
    /// @param say    told in sentences what happens
    record Place(GodwitHome home, Path folder, long rows, Consumer<String> say) {}
}
