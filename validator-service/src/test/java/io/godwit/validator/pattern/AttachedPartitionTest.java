package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.plan.Step;
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

    @Test
    void keys_and_indexes_of_the_whole_are_there_before_it_becomes_a_part() throws SQLException {
        assertThat(PatternTrial.of(
                        "create table r (id int primary key); insert into r values (1);"
                                + " create table p (d date not null, a int references r, b text, primary key (a, d),"
                                + " unique (d, b)) partition by range (d); create index on p (b, lower(b));"
                                + " create table c (d date not null, a int not null, b text);"
                                + " insert into c values ('2026-01-05', 1, 'x')",
                        "ALTER TABLE \"public\".\"p\" ATTACH PARTITION \"public\".\"c\" FOR VALUES FROM ('2026-01-01') TO"
                                + " ('2027-01-01')",
                        "ALTER TABLE \"public\".\"p\" DETACH PARTITION \"public\".\"c\""))
                .extracting(Step::title)
                .contains(
                        "Check existing rows of c against p_a_fkey",
                        "Make c_pkey a key of c",
                        "Make c_d_b_key a key of c",
                        "Build the index c_b_lower_idx of c");
    }
}
