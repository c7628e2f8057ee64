package io.godwit.shadow.replay;

import java.util.List;

/// The types PostgreSQL gave a statement's parameters on the baseline. The log does not tell them, and the candidate is
/// asked with the same ones, so that a changed type shows.
///
/// @param names as SQL writes them; empty for a statement without parameters
public record ParameterTypes(List<String> names) {
    public ParameterTypes {
        names = List.copyOf(names);
    }

    String list() {
        return names.isEmpty() ? "" : "(" + String.join(", ", names) + ")";
    }
}
