package io.godwit.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.prediction.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SafeStatementsTest {
    private final SafeStatements statements = new SafeStatements(
            Catalog.empty(), new Setting(DatabaseFacts.unknown(), CatalogQuestions.none(), 18, true));

    @Test
    void an_index_is_built_while_others_write() {
        assertThat(statements.of(Map.of("V1.sql", "CREATE INDEX a ON orders (day);")))
                .contains("-- was: CREATE INDEX a ON orders (day)")
                .contains("CREATE INDEX CONCURRENTLY a ON orders (day);");
    }

    @Test
    void what_stays_as_it_is_says_why() {
        assertThat(statements.of(Map.of("V1.sql", "ALTER TABLE orders ALTER COLUMN total TYPE bigint;")))
                .isEqualTo(
                        "-- stays as it is: what its safe form would be depends on the table: name a database that has it"
                                + " with --database\nSET lock_timeout = '2s';\nALTER TABLE orders ALTER COLUMN total TYPE bigint;");
    }

    @Test
    void a_brief_lock_is_waited_for_briefly_and_rows_are_left_alone() {
        assertThat(statements.of(Map.of("V1.sql", "DROP TABLE old_orders; INSERT INTO kinds VALUES (1);")))
                .isEqualTo("SET lock_timeout = '2s';\nDROP TABLE old_orders;\nINSERT INTO kinds VALUES (1);");
    }

    @Test
    void a_file_knows_the_tables_of_those_before_it() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("V1.sql", "CREATE TABLE kinds (id int);");
        files.put("V2.sql", "CREATE INDEX kinds_id ON kinds (id);");

        assertThat(statements.of(files))
                .isEqualTo("-- V1.sql\nCREATE TABLE kinds (id int);\n-- V2.sql\nCREATE INDEX kinds_id ON kinds (id);");
    }
}
