package io.godwit.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.stack.StackProblem.DiskShort;
import io.godwit.stack.StackProblem.MemoryShort;
import io.godwit.stack.StackProblem.PortTaken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    private static final Machine ROOMY = new Machine(16_000, 100_000);

    @TempDir
    Path folder;

    @Test
    void a_port_that_is_taken_is_named_with_the_part_that_wants_it() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            StackOptions options = StackOptions.kept(folder).withPorts(new StackPorts(port, 0, 0, 0));

            assertThat(ROOMY.problems(options)).containsExactly(new PortTaken(StackPart.KAFKA, port));
            assertThatThrownBy(() -> LocalStack.start(options))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Port " + port + " is taken")
                    .hasMessageContaining("Kafka");
        }
    }

    @Test
    void memory_and_disk_are_both_held_against_a_small_machine() {
        assertThat(new Machine(700, 80).problems(StackOptions.kept(folder)))
                .containsExactly(
                        new MemoryShort(700, Machine.MEMORY_NEEDED), new DiskShort(folder, 80, Machine.DISK_NEEDED));
    }

    @Test
    void nothing_is_held_against_a_roomy_machine() {
        assertThat(ROOMY.problems(StackOptions.kept(folder))).isEmpty();
    }
}
