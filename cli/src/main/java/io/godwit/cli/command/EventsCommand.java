package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.cli.events.Addresses;
import io.godwit.cli.events.EventJson;
import io.godwit.cli.events.EventTail;
import io.godwit.cli.events.TopicRecord;
import io.godwit.model.Problem;
import io.godwit.schemas.Topic;
import io.godwit.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `godwit events`: prints a topic.
@Command(
        name = "events",
        description = "Prints a topic's events as JSON, one line each.",
        footer = {
            "",
            "  godwit events applied                     all of them, then ends",
            "  godwit events migration-progress --last 5 the last five",
            "  godwit events shadow-tested --follow      what comes from now on, until Ctrl-C",
            "  godwit events applied --last 10 --follow  the last ten and what comes"
        })
final class EventsCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Parameters(
            paramLabel = "TOPIC",
            description = "One of: ${COMPLETION-CANDIDATES}",
            completionCandidates = TopicNames.class)
    private String topic = "";

    @Option(names = "--last", paramLabel = "N", description = "Only the last N.")
    private @Nullable Long last;

    @Option(names = "--follow", description = "Go on with what comes, until Ctrl-C.")
    private boolean follow;

    EventsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Topic<?> chosen = TopicCatalogue.named(topic)
                .orElseThrow(() -> Problem.user(
                        "UNKNOWN_TOPIC",
                        "There is no topic '" + topic + "'. The topics are: "
                                + TopicCatalogue.topics().stream()
                                        .map(Topic::name)
                                        .collect(Collectors.joining(", "))));
        try (EventTail tail = open(broker.addresses(), chosen)) {
            List<TopicRecord> present = tail.untilNow();
            int from = last == null ? 0 : (int) Math.max(0, present.size() - last);
            present.subList(from, present.size()).forEach(this::print);
            while (follow && console.isHeard()) {
                tail.next(Duration.ofMillis(500)).forEach(this::print);
            }
        }
        return ExitCode.OK;
    }

    private EventTail open(Addresses addresses, Topic<?> chosen) {
        if (last != null) {
            return EventTail.fromLast(addresses, chosen, last);
        }
        return follow
                ? EventTail.fromNow(addresses, List.of(chosen))
                : EventTail.fromBeginning(addresses, List.of(chosen));
    }

    private void print(TopicRecord read) {
        console.data(EventJson.line(read));
    }
}
