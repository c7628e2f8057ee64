package io.godwit.analyzer.model;

import io.godwit.model.SourceLocation;

/// A model file that cannot be read: the developer's input, to be reported at its place.
public final class ModelUnreadable extends RuntimeException {
    private final SourceLocation location;

    private final String explanation;

    private final String what;

    private ModelUnreadable(SourceLocation location, String explanation, String what) {
        super(explanation);
        this.explanation = explanation;
        this.what = what;
        this.location = location;
    }

    /// @param expected what the reader expected and what it found instead
    public static ModelUnreadable expected(String file, int line, int column, String expected) {
        return new ModelUnreadable(
                new SourceLocation(file, line),
                file + ":" + line + ":" + column + ": expected " + expected,
                "expected " + expected);
    }

    /// @param what what is wrong there, and how to mend it
    public static ModelUnreadable at(SourceLocation location, String what) {
        return new ModelUnreadable(location, location + ": " + what, what);
    }

    /// What is wrong, with its place.
    public String explanation() {
        return explanation;
    }

    /// What is wrong, without its place.
    public String what() {
        return what;
    }

    public SourceLocation location() {
        return location;
    }
}
