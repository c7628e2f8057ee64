package io.godwit.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/// What tells the instances of a service apart. It is part of the transactional id: an instance that comes back after a
/// crash ends what it had left open at once, without anybody waiting for a timeout.
final class InstanceName {
    private InstanceName() {}

    static String of(Settings settings) {
        return settings.optionalText(SharedSettings.INSTANCE).orElseGet(() -> {
            long port = settings.number(SharedSettings.HEALTH_PORT);
            return port == 0 ? UUID.randomUUID().toString() : host() + "-" + port;
        });
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "host";
        }
    }
}
