package io.godwit.model.planning.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WaysBackTest {
    private static final ObjectName PEOPLE = new ObjectName("public", "people");

    @Test
    void a_concatenation_is_split_at_its_separator() {
        WayBack way = merged("text", "first || ' ' || last", text("first"), text("last"));

        assertThat(way.values())
                .containsEntry("first", "split_part(\"fresh\", ' ', 1)")
                .containsEntry("last", "substr(\"fresh\", length(split_part(\"fresh\", ' ', 1)) + 2)");
        assertThat(way.unless()).contains("first contains ' '");
    }

    @Test
    void values_that_cannot_hold_the_separator_come_back_without_loss() {
        assertThat(merged("text", "concat_ws('/', area, num::text)", whole("area"), whole("num"))
                        .lossless())
                .isTrue();
        assertThat(merged("text", "area || '-' || num", whole("area"), whole("num"))
                        .unless())
                .contains("area contains '-'");
    }

    @Test
    void a_check_that_keeps_the_separator_out_is_believed() {
        Constraint check = new Constraint.Check("no_blank", "first !~~ '% %'::text", true);

        assertThat(way(
                                new Table(PEOPLE, List.of(text("first"), text("last")), List.of(check), List.of()),
                                List.of(Column.of("fresh", "text", false)),
                                Map.of("fresh", "first || ' ' || last"),
                                Set.of("first", "last"))
                        .of("first"))
                .hasValueSatisfying(way -> assertThat(way.lossless()).isTrue());
    }

    @Test
    void an_empty_value_is_not_told_from_none() {
        assertThat(merged("text", "concat(first, ', ', last)", text("first"), Column.of("last", "text", true))
                        .unless())
                .contains("first contains ', '; last is NULL or empty");
    }

    @Test
    void other_merges_lead_back_too() {
        assertThat(merged("timestamp without time zone", "d + t", Column.of("d", "date", false), time())
                        .lossless())
                .isTrue();
        assertThat(merged("jsonb", "jsonb_build_object('a', area, 'b', first)", whole("area"), text("first"))
                        .lossless())
                .isTrue();
        assertThat(merged("text", "coalesce(first, last)", text("first"), Column.of("last", "text", true))
                        .values())
                .containsOnlyKeys("first");
    }

    @Test
    void what_is_not_understood_leads_nowhere() {
        for (String expression : List.of("md5(first) || last", "first || last", "first ~ last", "(first")) {
            assertThat(all("text", expression, text("first"), text("last")).ways())
                    .as(expression)
                    .isEmpty();
        }
    }

    @Test
    void the_parts_of_a_column_are_put_together_again() {
        assertThat(split("text", Map.of("head", "left(whole, 3)", "tail", "substring(whole from 4)")))
                .isEqualTo(new WayBack(Map.of("whole", "(\"head\" || \"tail\")"), Optional.empty()));
        assertThat(split("integer", Map.of("units", "whole / 100", "cents", "whole % 100"))
                        .values())
                .containsValue("(\"units\" * 100 + \"cents\")");
        assertThat(split("text", Map.of("a", "split_part(whole, ' ', 1)", "b", "split_part(whole, ' ', 2)"))
                        .lossless())
                .isFalse();
    }

    private static WayBack merged(String type, String expression, Column... columns) {
        return all(type, expression, columns).ways().values().iterator().next();
    }

    private static WaysBack all(String type, String expression, Column... columns) {
        return way(
                new Table(PEOPLE, List.of(columns), List.of(), List.of()),
                List.of(Column.of("fresh", type, false)),
                Map.of("fresh", expression),
                List.of(columns).stream().map(Column::name).collect(Collectors.toSet()));
    }

    private static WayBack split(String type, Map<String, String> fills) {
        List<Column> fresh = fills.keySet().stream()
                .sorted()
                .map(name -> Column.of(name, "text", false))
                .toList();
        Table table = new Table(PEOPLE, List.of(Column.of("whole", type, false)), List.of(), List.of());
        return way(table, fresh, fills, Set.of("whole")).of("whole").orElseThrow();
    }

    private static WaysBack way(Table table, List<Column> fresh, Map<String, String> fills, Set<String> dropped) {
        return WaysBack.of(table, Catalog.empty(), fresh, fills, dropped);
    }

    private static Column text(String name) {
        return Column.of(name, "text", false);
    }

    private static Column whole(String name) {
        return Column.of(name, "integer", false);
    }

    private static Column time() {
        return Column.of("t", "time without time zone", false);
    }
}
