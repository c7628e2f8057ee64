package io.godwit.stack;

/// The ports the parts listen on, on the loopback interface only. 0 means any free one.
public record StackPorts(int kafka, int registry, int production, int copies) {
    /// Any free port for each.
    public static final StackPorts FREE = new StackPorts(0, 0, 0, 0);

    public StackPorts {
        requirePort(kafka);
        requirePort(registry);
        requirePort(production);
        requirePort(copies);
    }

    int of(StackPart part) {
        return switch (part) {
            case KAFKA -> kafka;
            case REGISTRY -> registry;
            case PRODUCTION -> production;
            case COPIES -> copies;
        };
    }

    private static void requirePort(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }
}
