package io.godwit.validator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.postgres.statement.StatementParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WithoutWaitingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ADD CONSTRAINT u UNIQUE (a)                         | CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … UNIQUE USING INDEX
                    ADD PRIMARY KEY (a)                                 | ADD PRIMARY KEY USING INDEX
                    ADD CONSTRAINT e EXCLUDE USING gist (a WITH &&)     | only under this lock
                    ADD CHECK (a > 0)                                   | NOT VALID, and VALIDATE
                    ADD FOREIGN KEY (a) REFERENCES b                    | NOT VALID, and VALIDATE
                    ALTER a SET NOT NULL                                | add CHECK (a IS NOT NULL) NOT VALID
                    ATTACH PARTITION p FOR VALUES FROM (1) TO (2)       | add a CHECK of the bound to p NOT VALID
                    """)
    void each_kind_of_change_has_its_own_way(String change, String way) {
        assertThat(WithoutWaiting.of(StatementParser.inPublic()
                        .parse("ALTER TABLE t " + change)
                        .statement()))
                .contains(way);
    }
}
