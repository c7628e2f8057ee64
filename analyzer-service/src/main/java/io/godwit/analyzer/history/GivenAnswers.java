package io.godwit.analyzer.history;

import io.godwit.analyzer.history.TopicReading.Span;
import io.godwit.events.Answer;
import io.godwit.events.MigrationCommand;
import io.godwit.model.MigrationId;
import io.godwit.model.planning.Answers;
import io.godwit.runtime.ServiceContext;
import io.godwit.schemas.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// Every answer people have given to questions of the analyzer, whichever instance was asked: the commands' topic as
/// far as it goes now. What was read before is not read again.
public final class GivenAnswers {
    private final ServiceContext context;
    private final Map<TopicPartition, Long> readTo = new HashMap<>();
    private final Map<MigrationId, Map<String, String>> answers = new HashMap<>();

    public GivenAnswers(ServiceContext context) {
        this.context = context;
    }

    /// The answers to a migration's questions, the last one where a question was answered twice.
    public synchronized Answers to(MigrationId migration) {
        try (TopicReading<MigrationCommand> reading = TopicReading.of(Topic.MIGRATION_COMMANDS, context)) {
            reading.spans().forEach((partition, span) -> {
                long begin = Math.max(span.begin(), readTo.getOrDefault(partition, 0L));
                reading.read(partition, new Span(begin, span.end()), this::remember);
                readTo.put(partition, Math.max(begin, span.end()));
            });
        }
        return new Answers(answers.getOrDefault(migration, Map.of()));
    }

    private void remember(MigrationCommand command) {
        if (command.getCommand() instanceof Answer answer) {
            answers.computeIfAbsent(new MigrationId(command.getMigrationId()), _ -> new HashMap<>())
                    .put(answer.getQuestionId(), answer.getAnswer());
        }
    }
}
