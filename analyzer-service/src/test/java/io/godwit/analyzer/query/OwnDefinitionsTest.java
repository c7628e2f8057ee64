package io.godwit.analyzer.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.Analysis;
import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.Outcome;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.effect.StatementEffect;
import io.godwit.model.planning.LiveTables;
import io.godwit.postgres.statement.StatementParser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnDefinitionsTest {
    private static final Catalog LIVE = StatementEffect.after(
            Catalog.empty(),
            StatementParser.inPublic()
                    .parse("CREATE TABLE feeds (id bigint PRIMARY KEY, url text)")
                    .statement());

    private static final String MIGRATIONS = """
            package database
            var migrations = []func(tx *sql.Tx) error{
                func(tx *sql.Tx) error { _, err := tx.Exec(`ALTER TABLE feeds ADD COLUMN crawler bool default 'f'`); return err },
            }
            """;

    private static Outcome analyze(String query, Optional<String> before) {
        return Analysis.ofEveryLanguage(ProjectFacts.none())
                .of(
                        List.of(
                                new FileChange("database/migrations.go", before, Optional.of(MIGRATIONS)),
                                new FileChange(
                                        "storage/feed.go",
                                        Optional.empty(),
                                        Optional.of("package storage\nvar q = `" + query + "`\n"))),
                        LIVE,
                        LiveTables.empty());
    }

    @Test
    void what_the_code_adds_by_itself_is_not_added_again_but_named() {
        Outcome outcome = analyze("SELECT crawler FROM feeds WHERE id = $1", Optional.empty());
        assertThat(outcome).isInstanceOf(Outcome.Unchanged.class);
        assertThat(outcome.notes())
                .anySatisfy(note -> assertThat(note)
                        .contains("database/migrations.go:3", "changes the schema by itself (ALTER TABLE feeds)"));
    }

    @Test
    void it_is_named_only_where_it_is_new() {
        assertThat(analyze("SELECT url FROM feeds WHERE id = $1", Optional.of(MIGRATIONS))
                        .notes())
                .isEmpty();
    }

    @Test
    void what_else_a_query_needs_of_such_a_table_is_missing() {
        assertThat(analyze("SELECT id FROM feeds WHERE checked_at < now()", Optional.empty()))
                .isInstanceOfSatisfying(
                        Outcome.Proposed.class,
                        proposed -> assertThat(proposed.changes())
                                .singleElement()
                                .satisfies(change -> assertThat(change.part()).isEqualTo("checked_at")));
    }
}
