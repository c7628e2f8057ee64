package io.godwit.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.events.CommandAnswer;
import io.godwit.events.CommandOutcome;
import io.godwit.events.MigrationCommand;
import io.godwit.events.MigrationProgress;
import io.godwit.events.Pause;
import io.godwit.model.Problem;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IntakeHandlerTest {
    private static final MigrationCommand COMMAND = MigrationCommand.newBuilder()
            .setCommandId(new UUID(1, 2))
            .setMigrationId(new UUID(3, 4))
            .setDatabase("shop")
            .setCommand(Pause.newBuilder().build())
            .setIssuedBy("ann")
            .setIssuedAt(Instant.EPOCH)
            .build();

    @Test
    void a_command_that_cannot_be_taken_in_is_answered_that_nothing_was_changed() {
        IntakeHandler<MigrationCommand> handler = new IntakeHandler<>(_ -> {}, IntakeHandler::refused);
        assertThat(handler.givenUp(
                        COMMAND, Problem.environment("DATABASE_LOGIN_REFUSED", "database 'shop' refuses the login")))
                .singleElement()
                .satisfies(event -> assertThat(event.event())
                        .isInstanceOfSatisfying(MigrationProgress.class, progress -> {
                            assertThat(progress.getAnswers())
                                    .contains(new CommandAnswer(COMMAND.getCommandId(), CommandOutcome.REFUSED));
                            assertThat(progress.getMessage())
                                    .contains("refuses the login", "Nothing was changed", "give the command again");
                        }));
    }
}
