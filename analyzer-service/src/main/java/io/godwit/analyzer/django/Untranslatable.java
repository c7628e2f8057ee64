package io.godwit.analyzer.django;

/// An expression for which no SQL is known. It stays inside this package: who asked gets an empty result.
final class Untranslatable extends RuntimeException {
    Untranslatable(String what) {
        super(what, null, false, false);
    }
}
