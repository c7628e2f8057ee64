package io.godwit.stack.test;

import io.godwit.stack.DatabaseAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The stack for integration tests. One per build, each part started when a test of some module first asks for it.
///
/// An address in the environment goes first: `GODWIT_TEST_BOOTSTRAP_SERVERS`, `GODWIT_TEST_SCHEMA_REGISTRY_URL`,
/// `GODWIT_TEST_PRODUCTION_URL`, `GODWIT_TEST_COPIES_URL` (the last two as `postgresql://user:password@host:port`,
/// superusers). `GODWIT_TEST_KAFKA=testcontainers` (or `-Dgodwit.test.kafka=testcontainers`) runs the broker in a
/// container. Tests share topics, subjects and servers: use names of your own, and [#newDatabase()].
public final class TestStack {
    private static final Map<String, String> STARTED = new ConcurrentHashMap<>();

    private TestStack() {}

    /// The value for `bootstrap.servers`. Topics are not created by being written to.
    public static String kafka() {
        return address(
                "GODWIT_TEST_BOOTSTRAP_SERVERS", () -> inContainer() ? PartProcess.CONTAINER_KAFKA : PartProcess.KAFKA);
    }

    /// The value for `schema.registry.url`.
    public static String registryUrl() {
        return address("GODWIT_TEST_SCHEMA_REGISTRY_URL", () -> PartProcess.REGISTRY);
    }

    /// The server that stands for production, as superuser. The roles of
    /// [io.godwit.stack.postgres.ProductionRoles] have the same password here.
    public static DatabaseAddress production() {
        return DatabaseAddress.parse(address("GODWIT_TEST_PRODUCTION_URL", () -> PartProcess.PRODUCTION));
    }

    /// The server for copies, as superuser.
    public static DatabaseAddress copies() {
        return DatabaseAddress.parse(address("GODWIT_TEST_COPIES_URL", () -> PartProcess.COPIES));
    }

    /// An empty database of its own on [#production()]; closing it drops it.
    public static TestDatabase newDatabase() {
        return TestDatabase.create(production());
    }

    /// An empty database of its own on [#copies()]; closing it drops it.
    public static TestDatabase newCopy() {
        return TestDatabase.create(copies());
    }

    private static String address(String variable, Supplier<String> part) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isBlank())
                .orElseGet(() -> STARTED.computeIfAbsent(
                        part.get(), name -> SharedPart.named(name).addresses().getProperty("address")));
    }

    private static boolean inContainer() {
        return "testcontainers"
                .equals(Optional.ofNullable(System.getProperty("godwit.test.kafka"))
                        .orElseGet(() -> Optional.ofNullable(System.getenv("GODWIT_TEST_KAFKA"))
                                .orElse("")));
    }
}
