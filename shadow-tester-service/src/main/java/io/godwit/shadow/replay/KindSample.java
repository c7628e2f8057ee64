package io.godwit.shadow.replay;

import io.godwit.shadow.replay.WorkloadSample.Kept;
import java.util.ArrayList;
import java.util.List;

/// Calls of one kind of query, spread evenly over all that came, however many these are: every first, then every
/// second,
/// every fourth and so on is kept.
final class KindSample {
    private final int wanted;
    private List<Kept> calls = new ArrayList<>();
    private long seen;
    private long stride = 1;

    KindSample(int wanted) {
        this.wanted = wanted;
    }

    /// How many came.
    long seen() {
        return seen;
    }

    /// @return by how many characters it grew
    long add(Kept one) {
        boolean kept = seen++ % stride == 0;
        if (!kept) {
            return 0;
        }
        calls.add(one);
        return calls.size() > 2 * wanted ? one.characters() - thin() : one.characters();
    }

    /// Lets every second call go; the first one stays.
    ///
    /// @return by how many characters it shrank
    long thin() {
        if (calls.size() < 2) {
            return 0;
        }
        stride *= 2;
        long gone = 0;
        List<Kept> rest = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            if (i % 2 == 0) {
                rest.add(calls.get(i));
            } else {
                gone += calls.get(i).characters();
            }
        }
        calls = rest;
        return gone;
    }

    /// At most as many as wanted.
    List<Kept> taken() {
        int taken = Math.min(wanted, calls.size());
        List<Kept> even = new ArrayList<>();
        for (int i = 0; i < taken; i++) {
            even.add(calls.get((int) ((long) i * calls.size() / taken)));
        }
        return even;
    }
}
