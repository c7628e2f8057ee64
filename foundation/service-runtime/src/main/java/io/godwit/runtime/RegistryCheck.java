package io.godwit.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Whether a registry takes connections. That it also answers shows when it is used.
///
/// @param urls its addresses; one that takes a connection is enough
record RegistryCheck(List<URI> urls) implements Health.Check {
    private static final int CONNECT_MILLIS = 1_000;

    /// @param urls addresses joined by commas; those of no network, such as `mock://scope`, are always there
    static RegistryCheck of(String urls) {
        return new RegistryCheck(Arrays.stream(urls.split(","))
                .map(String::strip)
                .map(URI::create)
                .toList());
    }

    @Override
    public Optional<String> problem() {
        return urls.stream().anyMatch(RegistryCheck::takesConnections)
                ? Optional.empty()
                : Optional.of("No schema registry takes connections at " + urls
                        + ": check that it runs and that schema.registry.url names it");
    }

    private static boolean takesConnections(URI url) {
        if (url.getScheme() == null || !url.getScheme().startsWith("http")) {
            return true;
        }
        int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(String.valueOf(url.getHost()), port), CONNECT_MILLIS);
            return true;
        } catch (IOException | IllegalArgumentException away) {
            return false;
        }
    }
}
