package io.godwit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "57P03", "40001", "40P01", "55P03"})
    void states_that_pass_are_tried_again(String state) {
        assertThat(Failure.of(new SQLException("refused", state)))
                .isEqualTo(new Failure("SQLSTATE_" + state, Failure.Outlook.HOPEFUL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"28P01", "28000", "3D000"})
    void a_wrong_password_or_database_is_tried_a_few_times(String state) {
        assertThat(Failure.of(new SQLException("refused", state)).attempts()).isEqualTo(3);
        assertThat(Failure.of(Problem.environment("NO_ACCESS", "...", new SQLException("refused", state))))
                .isEqualTo(new Failure("NO_ACCESS", Failure.Outlook.DOUBTFUL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"42601", "22P02", "23505", "57014"})
    void other_states_are_not_tried_again(String state) {
        assertThat(Failure.of(new SQLException("refused", state)).attempts()).isEqualTo(1);
    }

    @Test
    void problems_are_judged_by_their_category() {
        assertThat(Failure.of(Problem.user("BAD_FILE", "...")).outlook()).isEqualTo(Failure.Outlook.HOPELESS);
        assertThat(Failure.of(Problem.environment("AWAY", "...")).outlook()).isEqualTo(Failure.Outlook.HOPEFUL);
        assertThat(Failure.of(Problem.internal("BUG", "...", new SQLException("away", "08006")))
                        .outlook())
                .isEqualTo(Failure.Outlook.HOPELESS);
    }

    @Test
    void the_cause_decides_where_the_error_itself_is_of_no_known_kind() {
        assertThat(Failure.of(new RuntimeException(new SQLException("refused", "40P01")))
                        .code())
                .isEqualTo("SQLSTATE_40P01");
        assertThat(Failure.of(new UncheckedIOException(new ConnectException("refused")))
                        .outlook())
                .isEqualTo(Failure.Outlook.HOPEFUL);
    }

    @Test
    void anything_else_is_a_defect() {
        assertThat(Failure.of(new IllegalStateException("?")))
                .isEqualTo(new Failure("DEFECT", Failure.Outlook.HOPELESS));
        assertThat(Failure.of(new IOException("disk"))).isEqualTo(new Failure("DEFECT", Failure.Outlook.HOPELESS));
    }
}
