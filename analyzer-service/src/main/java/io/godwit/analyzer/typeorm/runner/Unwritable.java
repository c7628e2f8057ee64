package io.godwit.analyzer.typeorm.runner;

/// A call for which no SQL can be told from the file. The message says why, to be put after "because".
public final class Unwritable extends RuntimeException {
    Unwritable(String why) {
        super(why);
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
