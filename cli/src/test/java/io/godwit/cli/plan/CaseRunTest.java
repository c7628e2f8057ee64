package io.godwit.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.ProjectFacts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaseRunTest {
    private static final String ADDED = JsonTree.write(Map.of(
            "id",
            "added",
            "before",
            Map.of("schema.prisma", "model Tree {\n  id Int @id\n}\n"),
            "after",
            Map.of("schema.prisma", "model Tree {\n  id Int @id\n  name String\n}\n")));

    @Test
    void every_line_is_answered_in_order_whatever_is_wrong_with_the_others() throws IOException {
        List<Map<?, ?>> answers = run(
                "{\"id\": \"cut",
                "[]",
                "",
                ADDED,
                "{\"id\": 7, \"before\": {}, \"after\": {\"a.prisma\": \"model\"}}",
                "{\"id\": 8, \"after\": {}}");

        assertThat(answers)
                .extracting(answer -> String.valueOf(answer.get("id")))
                .containsExactly("line 1", "line 2", "added", "7", "8");
        assertThat(answers.get(0).get("error")).asString().contains("line 1 is not JSON");
        assertThat(answers.get(1).get("error")).asString().contains("JSON object");
        assertThat(answers.get(2).get("error")).isNull();
        assertThat(answers.get(3).get("error")).asString().contains("a.prisma:1:6");
        assertThat(answers.get(4).get("error")).asString().contains("'before' is missing");
    }

    @Test
    void a_script_goes_on_where_rows_nobody_knows_may_refuse_a_step() throws IOException {
        Map<?, ?> answer = run(ADDED).getFirst();

        assertThat(String.valueOf(answer.get("sql")).split(";\n"))
                .hasSize(2)
                .satisfiesExactly(
                        first ->
                                assertThat(first).isEqualTo("ALTER TABLE \"public\".\"Tree\" ADD COLUMN \"name\" text"),
                        second -> assertThat(second)
                                .startsWith("DO ")
                                .contains("SET NOT NULL")
                                .doesNotContain("\n"));
        assertThat((List<?>) answer.get("questions")).hasSize(1);
    }

    private static List<Map<?, ?>> run(String... lines) throws IOException {
        List<Map<?, ?>> answers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        try (CaseRun run = new CaseRun(Form.PLAIN, ProjectFacts.none())) {
            run.run(new BufferedReader(new StringReader(String.join("\n", lines))), texts::add);
        }
        for (String text : texts) {
            answers.add((Map<?, ?>) JsonTree.read(text));
        }
        return answers;
    }
}
