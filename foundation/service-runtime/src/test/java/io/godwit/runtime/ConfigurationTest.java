package io.godwit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.godwit.model.DatabaseName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final Map<String, String> LEAST =
            Map.of("kafka.bootstrap.servers", "localhost:9092", "schema.registry.url", "http://localhost:8081");

    private static ConfigDef definition() {
        return SharedSettings.definition()
                .define(
                        "sample.interval",
                        Type.STRING,
                        "10s",
                        Durations.atLeast(Duration.ofSeconds(1)),
                        Importance.LOW,
                        "How often.")
                .define("sample.rows", Type.INT, 100, Importance.LOW, "How many.")
                .define("api.token", Type.PASSWORD, null, Importance.LOW, "A token.");
    }

    private static Configuration with(String... keysAndValues) {
        Map<String, String> given = new HashMap<>(LEAST);
        for (int at = 0; at < keysAndValues.length; at += 2) {
            given.put(keysAndValues[at], keysAndValues[at + 1]);
        }
        return Configuration.of("sampler", definition(), given);
    }

    @Test
    void defaults_hold_where_nothing_is_set() {
        Settings settings = with().settings();

        assertThat(settings.duration("sample.interval")).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.number("sample.rows")).isEqualTo(100);
        assertThat(settings.secret("api.token")).isEmpty();
        assertThat(settings.flag("topics.create")).isTrue();
        assertThat(settings.list("databases")).isEmpty();
        assertThat(settings.optionalText("instance.id")).isEmpty();
        assertThat(settings.text("health.host")).isEqualTo("127.0.0.1");
    }

    @Test
    void everything_that_is_wrong_is_reported_at_once() {
        Map<String, String> given = Map.of(
                "sample.interval", "soon",
                "sample.rows", "many",
                "sample.row", "3",
                "colour", "blue",
                "databases", "shop,Bad Name",
                "database.shop.user", "godwit",
                "database.billing.url", "jdbc:postgresql://host/billing",
                "kafka.max.request.size", "big");

        ConfigurationProblem problem = catchThrowableOfType(
                ConfigurationProblem.class, () -> Configuration.of("sampler", definition(), given));

        assertThat(problem.problems())
                .anyMatch(line -> line.contains("sample.interval") && line.contains("20s"))
                .anyMatch(line -> line.contains("sample.rows") && line.contains("many"))
                .anyMatch(
                        line -> line.contains("sample.row is not a key") && line.contains("did you mean sample.rows?"))
                .anyMatch(line -> line.startsWith("colour is not a key"))
                .anyMatch(line -> line.startsWith("schema.registry.url is not set"))
                .anyMatch(line -> line.startsWith("kafka.bootstrap.servers is not set"))
                .anyMatch(line -> line.startsWith("kafka.max.request.size: ") && line.contains("big"))
                .anyMatch(line -> line.startsWith("database.shop.url is not set"))
                .anyMatch(line -> line.startsWith("database.billing.url belongs to no database"))
                .anyMatch(line -> line.contains("'Bad Name' is not a database name"))
                .hasSize(10);
        assertThat(problem).hasMessageContaining("10 problems").hasMessageContaining("--help");
    }

    @Test
    void keys_of_the_clients_pass_through() {
        Configuration configuration =
                with("kafka.security.protocol", "SASL_SSL", "schema.registry.basic.auth.user.info", "godwit:secret");

        assertThat(configuration.kafka())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("bootstrap.servers", "localhost:9092");
        assertThat(configuration.registry()).containsEntry("basic.auth.user.info", "godwit:secret");
    }

    @Test
    void databases_keep_their_order_and_read_passwords_from_files(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "s3cret\n");

        Configuration configuration = with(
                "databases", "shop, billing",
                "database.shop.url", "jdbc:postgresql://host/shop",
                "database.shop.user", "godwit",
                "database.shop.password.file", file.toString(),
                "database.billing.url", "jdbc:postgresql://host/billing");

        assertThat(configuration.databases())
                .containsExactly(
                        Map.entry(
                                new DatabaseName("shop"),
                                new DatabaseSettings("jdbc:postgresql://host/shop", "godwit", "s3cret")),
                        Map.entry(
                                new DatabaseName("billing"),
                                new DatabaseSettings("jdbc:postgresql://host/billing", "", "")));
    }

    @Test
    void secrets_are_never_printed() {
        Configuration configuration = with(
                "api.token", "hush",
                "kafka.sasl.jaas.config", "hush",
                "databases", "shop",
                "database.shop.url", "jdbc:postgresql://host/shop",
                "database.shop.password", "hush");

        assertThat(configuration.settings().secret("api.token")).contains("hush");
        assertThat(configuration.toString()).doesNotContain("hush");
        assertThat(configuration.databases().toString()).doesNotContain("hush");
        assertThatThrownBy(() -> with("databases", "shop", "database.shop.url", "hush"))
                .hasMessageNotContaining("hush");
    }

    @Test
    void the_command_line_goes_before_the_environment_before_the_file() {
        Properties file = new Properties();
        file.setProperty("sample.rows", "1");
        file.setProperty("sample.interval", "1s");
        file.setProperty("databases", "shop");
        file.setProperty("database.shop.user", "from the file");
        Map<String, String> environment = Map.of(
                "GODWIT_SAMPLE_ROWS", "2",
                "GODWIT_SAMPLE_INTERVAL", "2s",
                "GODWIT_KAFKA_SSL_PROTOCOL", "TLSv1.3",
                "GODWIT_DATABASE_SHOP_USER", "from the environment",
                "GODWIT_HOME", "/somewhere");

        Map<String, String> given =
                GivenSettings.merged(definition().names(), file, environment, Map.of("sample.rows", "3"));

        assertThat(given)
                .isEqualTo(Map.of(
                        "sample.rows", "3",
                        "sample.interval", "2s",
                        "databases", "shop",
                        "database.shop.user", "from the environment",
                        "kafka.ssl.protocol", "TLSv1.3"));
    }

    @Test
    void the_command_line_is_understood_or_its_mistakes_are_reported(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("sampler.properties"), "sample.rows=7\n");

        CommandLine line = CommandLine.parse(
                "--config", file.toString(), "--set", "log.level=debug", "--set=a=b=c", "--verbose", "--config=/none");

        assertThat(line.file()).containsEntry("sample.rows", "7");
        assertThat(line.set()).containsEntry("log.level", "debug").containsEntry("a", "b=c");
        assertThat(line.problems())
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("'--verbose' is not an option"))
                .anyMatch(problem -> problem.contains("cannot read '/none'"));
        assertThat(CommandLine.parse("--help").help()).isTrue();
    }

    @Test
    void help_shows_every_key_with_its_type_default_and_meaning() {
        String help = SettingsHelp.text("sampler", "Samples.", definition());

        assertThat(help)
                .contains("sample.interval (a length of time from 1s, default 10s)")
                .contains("kafka.bootstrap.servers (text, required)")
                .contains("api.token (secret, optional)")
                .contains("database.NAME.password.file");
        assertThat(definition().names()).allSatisfy(key -> assertThat(help).contains("  " + key + " ("));
    }

    @Test
    void lengths_of_time_have_short_and_standard_forms() {
        assertThat(List.of("250ms", "20s", "5m", "6h", "7d", "PT1M30S"))
                .map(text -> Durations.parse(text).orElseThrow())
                .containsExactly(
                        Duration.ofMillis(250),
                        Duration.ofSeconds(20),
                        Duration.ofMinutes(5),
                        Duration.ofHours(6),
                        Duration.ofDays(7),
                        Duration.ofSeconds(90));
        assertThat(Durations.parse("20")).isEmpty();
    }
}
