package io.godwit.executor.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.executor.lifecycle.LifecycleCommand.Approve;
import io.godwit.executor.lifecycle.LifecycleCommand.Cancel;
import io.godwit.executor.lifecycle.LifecycleCommand.Pause;
import io.godwit.executor.lifecycle.LifecycleCommand.Promote;
import io.godwit.executor.lifecycle.LifecycleCommand.Reject;
import io.godwit.executor.lifecycle.LifecycleCommand.Resume;
import io.godwit.executor.lifecycle.LifecycleCommand.RollBack;
import io.godwit.executor.lifecycle.LifecycleCommand.SetSpeed;
import io.godwit.executor.lifecycle.LifecycleEvent.CommandRefused;
import io.godwit.executor.lifecycle.LifecycleEvent.CommandUnneeded;
import io.godwit.model.ContentHash;
import io.godwit.model.MigrationId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever gives a command gets an answer, whatever the migration is doing, the second time too.
class EveryCommandInEveryStateTest {
    private static final MigrationId ID = new MigrationId(new UUID(1, 2));
    private static final ContentHash PLAN = ContentHash.of("plan");
    private static final Lifecycle LIFECYCLE = new Lifecycle(ID, Policy.cautious());

    private static final List<LifecycleCommand> COMMANDS = List.of(
            new Approve(PLAN.hexadecimal(), "ann", ""),
            new Reject("ann", ""),
            new Pause("ann", ""),
            new Resume("ann", ""),
            new Promote("ann", "", false),
            new Promote("ann", "", true),
            new SetSpeed(25, "ann", ""),
            new RollBack("ann", "", Optional.empty()),
            new Cancel("ann", "", Optional.empty()));

    static Stream<Arguments> all() {
        return Arrays.stream(Status.values())
                .flatMap(status -> COMMANDS.stream()
                        .flatMap(command ->
                                Stream.of(true, false).map(promoted -> Arguments.of(status, command, promoted))));
    }

    @ParameterizedTest(name = "{0}, promoted {2}: {1}")
    @MethodSource("all")
    void it_is_answered_and_a_refusal_names_the_state_and_what_can_be_done(
            Status status, LifecycleCommand command, boolean promoted) {
        List<LifecycleEvent> events = LIFECYCLE.decide(Optional.of(state(status, promoted)), command);
        assertThat(events).isNotEmpty();
        if (events.getLast() instanceof CommandRefused refused) {
            assertThat(refused.message()).contains("refused", status.inWords()).containsAnyOf("godwit ", "submit");
            assertThat(refused.message())
                    .as("what is named as the next step is not refused itself")
                    .doesNotContain(
                            status == Status.ROLLING_BACK ? "godwit rollback" : "godwit nothing",
                            "godwit " + refused.message().split(" ", 2)[0] + " " + ID + " ");
        }
    }

    @ParameterizedTest(name = "{0}, promoted {2}: {1}")
    @MethodSource("all")
    void given_twice_it_changes_nothing_the_second_time(Status status, LifecycleCommand command, boolean promoted) {
        Optional<MigrationState> before = Optional.of(state(status, promoted));
        Optional<MigrationState> once = before;
        List<LifecycleEvent> first = LIFECYCLE.decide(before, command);
        for (LifecycleEvent event : first) {
            once = Transition.apply(once, event);
        }
        List<LifecycleEvent> second = LIFECYCLE.decide(once, command);
        if (first.getLast() instanceof CommandRefused) {
            assertThat(second).isEqualTo(first);
            assertThat(once).isEqualTo(before);
        } else {
            assertThat(second).singleElement().isInstanceOf(CommandUnneeded.class);
        }
    }

    @ParameterizedTest(name = "{0}, promoted {2}: {1}")
    @MethodSource("all")
    void what_is_over_stays_so_but_for_a_rollback(Status status, LifecycleCommand command, boolean promoted) {
        boolean over = switch (status) {
            case APPLIED -> !(command instanceof RollBack);
            case ROLLED_BACK, REJECTED, REFUSED -> true;
            default -> false;
        };
        if (over) {
            assertThat(LIFECYCLE.decide(Optional.of(state(status, promoted)), command))
                    .allMatch(event -> event instanceof CommandRefused || event instanceof CommandUnneeded);
        }
        if (over && status != Status.APPLIED && command instanceof Promote) {
            assertThat(LIFECYCLE.decide(Optional.of(state(status, promoted)), command))
                    .as("a script must notice that nothing will be promoted")
                    .allMatch(event -> event instanceof CommandRefused);
        }
    }

    private static MigrationState state(Status status, boolean promoted) {
        boolean started = switch (status) {
            case OBSERVED, AWAITING_APPROVAL, AUTHORIZED, REJECTED, REFUSED -> false;
            case APPLYING, PAUSED, STOPPED, AWAITING_PROMOTION, APPLIED, ROLLING_BACK, ROLLBACK_STOPPED, ROLLED_BACK ->
                true;
        };
        return new MigrationState(
                status,
                PLAN,
                ContentHash.of("catalog"),
                Instant.EPOCH,
                started,
                promoted && started,
                false,
                "ann",
                "",
                "",
                100);
    }
}
