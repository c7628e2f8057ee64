package io.godwit.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/topics.md` is written from the catalogue. Run with `-Dgodwit.write.docs=true` to write it anew.
class TopicDocumentationTest {
    private static final Path PAGE = Path.of("..", "docs", "topics.md");

    @Test
    void the_page_about_topics_says_what_the_catalogue_says() throws IOException {
        String page = page();
        if (Boolean.getBoolean("godwit.write.docs")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page);
    }

    private static String page() {
        return """
                # Topics

                Written from the topic catalogue (`io.godwit.schemas.TopicCatalogue`) by `TopicDocumentationTest`.
                Records are Avro in the Confluent wire format; the subject of a topic's schema is `TOPIC-value`; keys are UTF-8 strings.
                The schemas with a sentence for each field are in `schemas/src/main/avro`, the released ones in `schemas/released`.

                | topic | key | partitions | kept | record | says |
                |---|---|---|---|---|---|
                %s
                """.formatted(TopicCatalogue.topics().stream()
                .map(TopicDocumentationTest::row)
                .collect(Collectors.joining("\n")));
    }

    private static String row(Topic<?> topic) {
        return "| `%s` | %s | %d | %s | `%s` | %s |"
                .formatted(
                        topic.name(),
                        topic.keyedBy(),
                        topic.partitions(),
                        topic.retention()
                                .map(kept -> kept.toDays() + (kept.toDays() == 1 ? " day" : " days"))
                                .orElse("for ever"),
                        topic.eventType().getSimpleName(),
                        topic.purpose());
    }
}
