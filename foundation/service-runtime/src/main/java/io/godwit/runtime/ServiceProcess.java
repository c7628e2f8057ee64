package io.godwit.runtime;

/// Runs a service as a process.
final class ServiceProcess {
    private ServiceProcess() {}

    static void run(ServiceParts parts, String... arguments) {
        throw new UnsupportedOperationException(parts.name() + arguments.length);
    }
}
