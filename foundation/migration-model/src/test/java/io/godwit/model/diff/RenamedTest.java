package io.godwit.model.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.Lineage;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RenamedTest {
    private static final ObjectName CALLS = ObjectName.inPublic("calls");
    private static final ObjectName LOW = ObjectName.inPublic("calls_low");
    private static final ObjectName LOWEST = ObjectName.inPublic("calls_lowest");

    @Test
    void a_column_of_a_partitioned_table_has_its_new_name_in_partitions_of_all_levels() {
        Catalog renamed = Renamed.in(
                catalog(),
                List.of(
                        new Rename.OfTable(CALLS, ObjectName.inPublic("talks")),
                        new Rename.OfColumn(ObjectName.inPublic("talks"), "n", "number")));

        assertThat(renamed.table(LOWEST).orElseThrow().columns())
                .extracting(Column::name)
                .containsExactly("id", "number");
        assertThat(renamed.table(LOWEST).orElseThrow().indexes())
                .flatExtracting(Index::columns)
                .containsExactly("number");
        assertThat(renamed.table(LOW).orElseThrow().lineage().parents()).containsExactly(ObjectName.inPublic("talks"));
    }

    private static Catalog catalog() {
        return Catalog.of(
                Set.of("public"),
                Set.of(),
                List.of(
                        table(CALLS, new Lineage(Optional.of("RANGE (id)"), List.of())),
                        table(LOW, new Lineage(Optional.of("HASH (id)"), List.of(CALLS))),
                        table(LOWEST, new Lineage(Optional.empty(), List.of(LOW)))),
                List.of());
    }

    private static Table table(ObjectName name, Lineage lineage) {
        return new Table(
                        name,
                        List.of(Column.of("id", "integer", false), Column.of("n", "integer", true)),
                        List.of(),
                        List.of(Index.btree(name.name() + "_n", false, List.of("n"))))
                .withLineage(lineage);
    }
}
