package io.godwit.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.UUID;

/// What tells the instances of a service apart. An instance that comes back after a crash under the same name ends what
/// it had left open and takes its partitions again at once, without anybody waiting for a timeout.
///
/// @param value   the name
/// @param lasting the same if it is the same after a restart; empty if it is not
record InstanceName(String value, Optional<String> lasting) {
    /// As configured; else the host's name with the port of health, which no two instances share; else a random one.
    static InstanceName of(Settings settings) {
        Optional<String> configured = settings.optionalText(SharedSettings.INSTANCE);
        long port = settings.number(SharedSettings.HEALTH_PORT);
        Optional<String> lasting = port == 0 ? configured : configured.or(() -> Optional.of(host() + "-" + port));
        return new InstanceName(lasting.orElseGet(() -> UUID.randomUUID().toString()), lasting);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "host";
        }
    }
}
