package io.godwit.stack.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// How a server differs from PostgreSQL's defaults. `ALTER SYSTEM` and role settings go before these.
public enum PostgresSettings {
    /// What Godwit needs of a production server: logical WAL for capture, statement statistics, and a log it can read.
    PRODUCTION(Map.of(
            "wal_level", "logical",
            "max_replication_slots", "16",
            "max_wal_senders", "16",
            // A capture that is gone must not fill the disk of a laptop.
            "max_slot_wal_keep_size", "2GB",
            "max_connections", "150",
            "shared_buffers", "128MB")),

    /// Copies are made again when lost, so nothing waits for the disk.
    COPIES(Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "max_wal_size", "2GB",
            "autovacuum_naptime", "5min",
            "autovacuum_max_workers", "1",
            "shared_buffers", "128MB")),

    /// Production as tests need it: the same server, without the waiting. Hundreds of tests share one, so it counts
    /// more statements before it forgets the rarest.
    TESTED_PRODUCTION(Map.ofEntries(
            Map.entry("wal_level", "logical"),
            Map.entry("max_replication_slots", "32"),
            Map.entry("max_wal_senders", "32"),
            Map.entry("max_slot_wal_keep_size", "1GB"),
            Map.entry("max_connections", "300"),
            Map.entry("max_prepared_transactions", "16"),
            Map.entry("pg_stat_statements.max", "50000"),
            Map.entry("fsync", "off"),
            Map.entry("synchronous_commit", "off"),
            Map.entry("full_page_writes", "off")));

    private static final Map<String, String> COMMON = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("shared_preload_libraries", "pg_stat_statements"),
            Map.entry("compute_query_id", "on"),
            Map.entry("track_io_timing", "on"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("lc_messages", "C"),
            Map.entry("logging_collector", "on"),
            Map.entry("log_destination", "jsonlog"),
            Map.entry("log_directory", "log"),
            Map.entry("log_filename", "postgresql-%Y%m%d-%H%M%S.log"),
            Map.entry("log_rotation_age", "1h"),
            Map.entry("log_rotation_size", "16MB"),
            // Off for everyone; ALTER ROLE turns it on for the role whose queries are to be captured.
            Map.entry("log_min_duration_statement", "-1"),
            Map.entry("log_parameter_max_length", "-1"),
            Map.entry("log_parameter_max_length_on_error", "-1"),
            Map.entry("log_lock_waits", "on"));

    private static final int JSON_LOGS = 15;

    private final Map<String, String> own;

    PostgresSettings(Map<String, String> own) {
        this.own = own;
    }

    /// The lines of a configuration file.
    ///
    /// @param version the server's major version; before 15 there is no log in JSON
    String lines(int port, int version) {
        Map<String, String> all = new LinkedHashMap<>(COMMON);
        all.putAll(own);
        if (version < JSON_LOGS) {
            all.put("log_destination", "csvlog");
        }
        all.put("port", Integer.toString(port));
        return all.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(setting -> "%s = '%s'\n".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining());
    }
}
