package io.godwit.cli.doctor;

import io.godwit.cli.events.Addresses;
import io.godwit.schemas.Topic;
import io.godwit.schemas.TopicCatalogue;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/// Whether the broker and the registry answer, and the topics are there.
public final class BrokerCheck {
    private BrokerCheck() {}

    public static List<Diagnosis> of(Addresses addresses) {
        List<Diagnosis> diagnoses = new ArrayList<>();
        diagnoses.addAll(broker(addresses));
        diagnoses.add(registry(addresses));
        return diagnoses;
    }

    private static List<Diagnosis> broker(Addresses addresses) {
        String what = "Kafka at " + addresses.bootstrapServers();
        try (Admin admin = Admin.create(addresses.clientSettings())) {
            Set<String> existing = admin.listTopics().names().get();
            List<String> missing = TopicCatalogue.topics().stream()
                    .map(Topic::name)
                    .filter(name -> !existing.contains(name))
                    .toList();
            return List.of(
                    Diagnosis.well(what),
                    Diagnosis.of(
                            missing.isEmpty(),
                            missing.isEmpty() ? "all topics" : "topics missing: " + String.join(", ", missing),
                            "A service creates them at its start, unless its setting topics.create forbids that."));
        } catch (ExecutionException problem) {
            return List.of(
                    Diagnosis.ill(what + ": " + problem.getCause(), "Check the address; is the broker running?"));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static Diagnosis registry(Addresses addresses) {
        String what = "schema registry at " + addresses.schemaRegistry();
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(addresses.schemaRegistry() + "/subjects").toURL().openConnection();
            connection.setConnectTimeout(5000);
            connection.setReadTimeout(5000);
            int status = connection.getResponseCode();
            return Diagnosis.of(
                    status < 400 || status == 401 || status == 403,
                    what + " (status " + status + ")",
                    "The address must be that of the Confluent-compatible API; of Apicurio it ends with /apis/ccompat/v7.");
        } catch (IOException | IllegalArgumentException problem) {
            return Diagnosis.ill(what + ": " + problem.getMessage(), "Check the address; is the registry running?");
        }
    }
}
