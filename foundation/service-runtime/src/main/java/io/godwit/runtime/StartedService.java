package io.godwit.runtime;

/// A service that runs in this JVM.
final class StartedService {
    private StartedService() {}

    static RunningService start(ServiceParts parts, Configuration configuration) {
        throw new UnsupportedOperationException(parts.name() + configuration.settings());
    }
}
