package io.godwit.stack;

/// What a stack is made of. Parts do not need each other to start.
public enum StackPart {
    KAFKA("Kafka"),
    REGISTRY("Schema registry"),
    PRODUCTION("PostgreSQL \"production\""),
    COPIES("PostgreSQL for copies");

    private final String title;

    StackPart(String title) {
        this.title = title;
    }

    /// The name to print.
    public String title() {
        return title;
    }
}
