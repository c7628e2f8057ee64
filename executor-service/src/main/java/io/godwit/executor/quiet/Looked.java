package io.godwit.executor.quiet;

import java.util.List;

/// What one look has seen.
///
/// @param uses  who has used what since the look before, in plain words
/// @param blind what could not be seen, and what would let it be seen
public record Looked(List<String> uses, List<String> blind) {
    public Looked {
        uses = List.copyOf(uses);
        blind = List.copyOf(blind);
    }
}
