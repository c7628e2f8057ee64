package io.godwit.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.stack.test.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeashedProcessTest {
    private static final List<String> WRITES_ITS_PID_AND_STAYS = List.of("/bin/sh", "-c", "echo $$; exec sleep 600");

    @TempDir
    Path folder;

    @Test
    void it_stops_when_it_is_closed() {
        Path log = folder.resolve("log");
        LeashedProcess process = LeashedProcess.start("TERM", WRITES_ITS_PID_AND_STAYS, Map.of(), log);
        ProcessHandle program = programIn(log);

        process.close();

        assertThat(program.isAlive()).isFalse();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void it_tells_the_status_of_a_program_that_ended_by_itself() {
        try (LeashedProcess process =
                LeashedProcess.start("TERM", List.of("/bin/sh", "-c", "exit 3"), Map.of(), folder.resolve("log"))) {
            await().atMost(Patience.LONGEST).until(() -> !process.isAlive());
            assertThat(process.exitStatus()).isEqualTo(3);
        }
    }

    @Test
    void it_ends_with_a_jvm_that_is_killed() throws IOException {
        Path log = folder.resolve("log");
        Process jvm = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        JvmWithLeash.class.getName(),
                        log.toString())
                .start();
        ProcessHandle program = programIn(log);

        jvm.destroyForcibly();

        await().atMost(Patience.LONGEST).until(() -> !program.isAlive());
    }

    private static ProcessHandle programIn(Path log) {
        await().atMost(Patience.LONGEST)
                .until(() -> Files.exists(log) && Files.readString(log).endsWith("\n"));
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(log).strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static final class JvmWithLeash {
        private JvmWithLeash() {}

        public static void main(String[] arguments) throws IOException {
            LeashedProcess process =
                    LeashedProcess.start("TERM", WRITES_ITS_PID_AND_STAYS, Map.of(), Path.of(arguments[0]));
            System.in.read(); // never: the pipe stays open until the JVM is killed
            process.close();
        }
    }
}
