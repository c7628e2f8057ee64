package io.godwit.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.godwit.model.Problem;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// Serves `/health/live`, `/health/ready` and `/metrics`.
final class HealthServer implements AutoCloseable {
    private static final String JSON = "application/json";

    private final String service;
    private final HealthChecks checks;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Begins to serve.
    ///
    /// @throws Problem `HEALTH_PORT_TAKEN` if the address cannot be used
    HealthServer(String service, InetSocketAddress address, HealthChecks checks, PrometheusMeterRegistry meters) {
        this.service = service;
        this.checks = checks;
        try {
            this.server = HttpServer.create(address, 0);
        } catch (IOException taken) {
            throw Problem.environment(
                    "HEALTH_PORT_TAKEN",
                    "Cannot serve health at " + address + " (" + taken.getMessage()
                            + "): free the port, or set health.host and health.port to another address; port 0 takes any",
                    taken);
        }
        server.createContext("/health/live", exchange -> answer(exchange, 200, JSON, live()));
        server.createContext("/health/ready", this::ready);
        server.createContext(
                "/metrics",
                exchange -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", meters.scrape()));
        server.setExecutor(threads);
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private String live() {
        return "{\"service\":" + quoted(service) + ",\"status\":\"live\"}";
    }

    private void ready(HttpExchange exchange) throws IOException {
        Map<String, String> results = checks.results();
        boolean ready = results.values().stream().allMatch(String::isEmpty);
        String body = results.entrySet().stream()
                .map(HealthServer::check)
                .collect(Collectors.joining(
                        ",",
                        "{\"service\":" + quoted(service) + ",\"status\":\"" + (ready ? "ready" : "not ready")
                                + "\",\"checks\":[",
                        "]}"));
        answer(exchange, ready ? 200 : 503, JSON, body);
    }

    private static String check(Map.Entry<String, String> result) {
        return "{\"name\":" + quoted(result.getKey()) + ",\"problem\":"
                + (result.getValue().isEmpty() ? "null" : quoted(result.getValue())) + "}";
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /// The text as a JSON string (RFC 8259, section 7).
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
