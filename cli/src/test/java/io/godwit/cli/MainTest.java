package io.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

class MainTest {
    private static final String[] NOBODY_THERE = {
        "--bootstrap-servers", "127.0.0.1:1",
        "--schema-registry", "http://127.0.0.1:1",
        "--set", "kafka.default.api.timeout.ms=300",
        "--set", "kafka.request.timeout.ms=200"
    };

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_lists_the_commands_and_is_no_error() {
        assertThat(run("--help")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("demo", "submit", "watch", "rollback", "Exit status:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"demo", "up", "plan", "check", "diff", "submit", "approve", "deployed", "rollback", "events"})
    void help_on_a_command_is_no_error_whatever_else_is_missing(String command) {
        assertThat(run(command, "--help")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("Usage: godwit " + command);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void without_a_command_or_with_an_unknown_one_usage_is_shown() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(run("nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("nonsense");
    }

    @Test
    void an_unknown_topic_is_a_wrong_call_that_names_the_topics() {
        assertThat(run("events", "nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("'nonsense'", "code-changed", "dead-letters");
    }

    @Test
    void a_broker_that_does_not_answer_is_the_environments_fault_and_is_named() {
        String[] arguments = new String[NOBODY_THERE.length + 1];
        arguments[0] = "status";
        System.arraycopy(NOBODY_THERE, 0, arguments, 1, NOBODY_THERE.length);
        assertThat(run(arguments)).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(err.toString()).contains("127.0.0.1:1");
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        return Main.run(new Console(new PrintWriter(out, true), new PrintWriter(err, true), Ansi.OFF), arguments);
    }
}
