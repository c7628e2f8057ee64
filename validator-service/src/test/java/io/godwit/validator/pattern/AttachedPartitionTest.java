package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class AttachedPartitionTest {

    @Test
    void its_rows_and_those_of_the_default_partition_are_proved_to_fit() throws SQLException {
        assertThat(PatternTrial.of(
                        "create table p (d date not null, a int) partition by range (d); create table p_default"
                                + " partition of p default; create table c (d date not null, a int);"
                                + " insert into p values ('2030-01-01'); insert into c values ('2026-01-05')",
                        "ALTER TABLE \"public\".\"p\" ATTACH PARTITION \"public\".\"c\" FOR VALUES FROM ('2026-01-01') TO"
                                + " ('2027-01-01')",
                        "ALTER TABLE \"public\".\"p\" DETACH PARTITION \"public\".\"c\""))
                .hasSize(7);
    }
}
