package io.godwit.shadow.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.events.CaptureSource;
import io.godwit.events.CapturedQuery;
import io.godwit.events.CapturedStatement;
import io.godwit.events.ColumnValue;
import io.godwit.events.RowChange;
import io.godwit.events.RowOperation;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkloadSampleTest {
    private long sequence;

    @Test
    void calls_of_a_kind_are_taken_evenly_from_all_that_came_and_in_order() {
        WorkloadSample sample = new WorkloadSample(4, 1 << 20);
        for (int i = 0; i < 1000; i++) {
            sample.add(statement("SELECT name FROM guests WHERE id = " + i));
            sample.add(statement("SELECT count(*) FROM guests"));
        }

        Workload workload = sample.workload();

        assertThat(workload.captured().values()).containsExactly(1000L, 1000L);
        assertThat(workload.calls()).hasSize(8);
        assertThat(workload.calls().stream().map(CapturedCall::sql).filter(sql -> sql.contains("= ")))
                .first()
                .isEqualTo("SELECT name FROM guests WHERE id = 0");
        assertThat(numbers(workload)).isSorted().hasSize(4);
        assertThat(numbers(workload).getLast()).isGreaterThan(600);
        assertThat(workload.skipped()).containsEntry("enough of its kind", 1992L);
    }

    @Test
    void row_changes_are_not_kept_however_many_and_wide_they_are() {
        WorkloadSample sample = new WorkloadSample(4, 1 << 20);
        String wide = "x".repeat(100_000);
        Stream.generate(() -> rowChange(wide)).limit(20_000).forEach(sample::add);
        sample.add(statement("SELECT 1"));

        assertThat(sample.workload().calls()).hasSize(1);
    }

    @Test
    void wide_statements_are_thinned_out_before_they_fill_the_memory() {
        WorkloadSample sample = new WorkloadSample(60, 100_000);
        for (int i = 0; i < 200; i++) {
            sample.add(statement("INSERT INTO notes (text) VALUES ('" + i + "x".repeat(5000) + "')"));
            sample.add(statement("SELECT text FROM notes WHERE id = " + i));
        }
        sample.add(statement("INSERT INTO notes (text) VALUES ('" + "x".repeat(50_000) + "')"));

        Workload workload = sample.workload();

        assertThat(workload.calls().stream()
                        .mapToInt(call -> call.sql().length())
                        .sum())
                .isBetween(5000, 100_000);
        assertThat(workload.captured()).hasSize(2);
        assertThat(workload.skipped()).containsEntry("too long a text", 1L);
    }

    @Test
    void a_statement_captured_twice_counts_once() {
        WorkloadSample sample = new WorkloadSample(4, 1 << 20);
        CapturedQuery once = statement("SELECT 1");
        sample.add(once);
        sample.add(once);

        assertThat(sample.workload().captured().values()).containsExactly(1L);
    }

    private static List<Integer> numbers(Workload workload) {
        return workload.calls().stream()
                .map(CapturedCall::sql)
                .filter(sql -> sql.contains("= "))
                .map(sql -> Integer.valueOf(sql.substring(sql.indexOf("= ") + 2)))
                .toList();
    }

    private CapturedQuery statement(String sql) {
        return query(
                CaptureSource.QUERY_LOG,
                CapturedStatement.newBuilder().setSql(sql).build());
    }

    private CapturedQuery rowChange(String value) {
        List<ColumnValue> row = List.of(
                ColumnValue.newBuilder().setColumn("text").setValue(value).build());
        return query(
                CaptureSource.ROW_CHANGE,
                RowChange.newBuilder()
                        .setSchemaName("public")
                        .setTable("notes")
                        .setOperation(RowOperation.INSERT)
                        .setKey(row)
                        .setAfter(row)
                        .setLsn(1)
                        .build());
    }

    private CapturedQuery query(CaptureSource source, Object what) {
        return CapturedQuery.newBuilder()
                .setDatabase("inn")
                .setSession("session" + sequence % 3)
                .setSequence(++sequence)
                .setSource(source)
                .setRole("app")
                .setApplication("inn")
                .setTransaction("")
                .setStartedAt(Instant.EPOCH.plusMillis(sequence))
                .setWhat(what)
                .build();
    }
}
