package io.godwit.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.statement.ParsedStatement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// `forms.txt` holds statements, each followed by the value it is read as, after `=> `. A new form is a new pair of
/// lines.
final class StatementFormsTest {
    private static final StatementParser PARSER = StatementParser.inPublic();

    @TestFactory
    Stream<DynamicTest> every_form_is_read_as_its_value() throws IOException {
        List<String> lines = lines();
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            String sql = lines.get(i);
            String value = lines.get(i + 1).substring("=> ".length());
            tests.add(DynamicTest.dynamicTest(
                    sql,
                    () -> assertThat(PARSER.parse(sql).statement()).asString().isEqualTo(value)));
        }
        return tests.stream();
    }

    @Test
    void a_script_is_cut_into_statements_that_keep_their_text() {
        String script = """
                -- a comment; with a semicolon
                CREATE TABLE t (a text DEFAULT 'x;y'); /* /* nested; */ */
                UPDATE t SET a = $tag$;$tag$;;
                """;

        assertThat(PARSER.script(script))
                .extracting(ParsedStatement::text)
                .containsExactly("CREATE TABLE t (a text DEFAULT 'x;y')", "UPDATE t SET a = $tag$;$tag$");
    }

    private static List<String> lines() throws IOException {
        try (InputStream forms = StatementFormsTest.class.getResourceAsStream("forms.txt")) {
            return new String(Objects.requireNonNull(forms).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}
