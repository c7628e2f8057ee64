package io.godwit.capture;

import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.postgres.DatabaseAddress;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/// The settings Debezium runs with.
final class ConnectorSettings {
    private ConnectorSettings() {}

    /// @param slot name of the replication slot and of the publication
    static Properties of(DatabaseName database, DatabaseAddress address, String slot) {
        Properties parts = Driver.parseURL(address.url(), new Properties());
        if (parts == null) {
            throw Problem.user(
                    "DATABASE_ADDRESS_MALFORMED",
                    "database." + database + ".url is not of the form jdbc:postgresql://host:port/name: "
                            + address.display());
        }
        Properties settings = new Properties();
        settings.setProperty("name", "godwit-" + database);
        settings.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        settings.setProperty("topic.prefix", "godwit");
        connection(settings, parts, address);

        settings.setProperty("plugin.name", "pgoutput");
        settings.setProperty("slot.name", slot);
        settings.setProperty("slot.drop.on.stop", "false");
        // After kill -9 the server needs a moment to see that the slot's reader is gone.
        settings.setProperty("slot.max.retries", "10");
        settings.setProperty("slot.retry.delay.ms", "1000");
        settings.setProperty("publication.name", slot);
        settings.setProperty("publication.autocreate.mode", "disabled");
        settings.setProperty("snapshot.mode", "no_data");
        settings.setProperty("schema.exclude.list", "godwit");
        settings.setProperty("message.prefix.include.list", "godwit\\..*");
        settings.setProperty("provide.transaction.metadata", "true");

        // The slot is the only position: nothing is stored here, and what the server says counts.
        settings.setProperty("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        settings.setProperty("offset.flush.interval.ms", "500");
        settings.setProperty("offset.mismatch.strategy", "trust_slot");
        settings.setProperty("errors.max.retries", "0");

        // A transactional message every ten seconds lets the slot move on when this database is idle and others are
        // not.
        settings.setProperty("heartbeat.interval.ms", "10000");
        settings.setProperty("heartbeat.action.query", "select pg_logical_emit_message(true, 'godwit.heartbeat', '')");

        values(settings);
        settings.setProperty("max.batch.size", "512");
        settings.setProperty("max.queue.size", "2048");
        settings.setProperty("max.queue.size.in.bytes", String.valueOf(16 << 20));
        settings.setProperty("poll.interval.ms", "100");
        settings.setProperty("record.processing.threads", "1");
        return settings;
    }

    private static void connection(Properties settings, Properties parts, DatabaseAddress address) {
        settings.setProperty("database.hostname", PGProperty.PG_HOST.getOrDefault(parts));
        settings.setProperty("database.port", PGProperty.PG_PORT.getOrDefault(parts));
        settings.setProperty("database.dbname", PGProperty.PG_DBNAME.getOrDefault(parts));
        settings.setProperty(
                "database.user", address.user().isEmpty() ? PGProperty.USER.getOrDefault(parts) : address.user());
        settings.setProperty(
                "database.password",
                address.password().isEmpty() ? PGProperty.PASSWORD.getOrDefault(parts) : address.password());
        settings.setProperty("database.sslmode", parts.getProperty(PGProperty.SSL_MODE.getName(), "prefer"));
        settings.setProperty("driver.ApplicationName", "godwit-capture");
        settings.setProperty("driver.assumeMinServerVersion", "14");
    }

    /// Values in, or close to, PostgreSQL's text form.
    private static void values(Properties settings) {
        settings.setProperty("decimal.handling.mode", "string");
        settings.setProperty("time.precision.mode", "isostring");
        settings.setProperty("interval.handling.mode", "string");
        settings.setProperty("hstore.handling.mode", "json");
        settings.setProperty("binary.handling.mode", "bytes");
        settings.setProperty("column.propagate.source.type", ".*");
        settings.setProperty("include.unknown.datatypes", "true");
        settings.setProperty("money.fraction.digits", "2");
        settings.setProperty("unavailable.value.placeholder", ColumnText.UNAVAILABLE);
    }
}
