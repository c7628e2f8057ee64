package io.godwit.cli.doctor;

import java.util.Optional;

/// What a check found.
///
/// @param what   what was looked at, with what it is
/// @param remedy what to do; empty if all is well
public record Diagnosis(String what, Optional<String> remedy) {
    static Diagnosis well(String what) {
        return new Diagnosis(what, Optional.empty());
    }

    static Diagnosis ill(String what, String remedy) {
        return new Diagnosis(what, Optional.of(remedy));
    }

    static Diagnosis of(boolean well, String what, String remedy) {
        return well ? well(what) : ill(what, remedy);
    }

    public boolean isWell() {
        return remedy.isEmpty();
    }
}
