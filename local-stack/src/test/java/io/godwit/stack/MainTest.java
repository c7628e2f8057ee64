package io.godwit.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.stack.StackOptions.AfterStop;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void without_arguments_the_data_is_kept_and_the_ports_are_free_ones() {
        StackOptions options = Main.options(List.of());

        assertThat(options.folder()).isEqualTo(Path.of(".godwit/stack").toAbsolutePath());
        assertThat(options.afterStop()).isEqualTo(AfterStop.KEEP);
        assertThat(options.ports()).isEqualTo(StackPorts.FREE);
    }

    @Test
    void folder_and_ports_can_be_given() {
        StackOptions options =
                Main.options(List.of("--folder", "/srv/stack", "--production-port", "5432", "--throw-away"));

        assertThat(options.folder()).isEqualTo(Path.of("/srv/stack"));
        assertThat(options.afterStop()).isEqualTo(AfterStop.DELETE);
        assertThat(options.ports()).isEqualTo(new StackPorts(0, 0, 5432, 0));
    }

    @Test
    void a_typing_error_is_named() {
        assertThatThrownBy(() -> Main.options(List.of("--kafka-prot", "9092"))).hasMessageContaining("--kafka-prot");
        assertThatThrownBy(() -> Main.options(List.of("--kafka-port", "many"))).hasMessageContaining("many");
        assertThatThrownBy(() -> Main.options(List.of("--kafka-port", "70000"))).hasMessageContaining("70000");
    }
}
