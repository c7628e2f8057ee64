package io.godwit.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.planning.LiveTables;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnalysisTest {
    private static final String BEFORE = """
            model Park {
              id Int @id
            }
            """;
    private static final String AFTER = """
            model Park {
              id Int @id
            }

            model Tree {
              id     Int @id
              height Int @default(1)
              @@index([height])
            }
            """;

    private final Analysis analysis = Analysis.ofEveryLanguage(ProjectFacts.none());

    @Test
    void every_inferred_change_says_where_the_code_says_so() {
        Outcome outcome = analyze("db/schema.prisma", BEFORE, AFTER);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Proposed.class, proposed -> {
            assertThat(proposed.changes())
                    .extracting(Inference::kind, Inference::object, Inference::location)
                    .containsExactly(
                            tuple("create-table", "Tree", new SourceLocation("db/schema.prisma", 5)),
                            tuple("create-index", "Tree", new SourceLocation("db/schema.prisma", 8)));
            assertThat(proposed.plan().steps()).hasSize(2);
        });
    }

    @Test
    void an_unreadable_schema_is_undecided_with_its_place() {
        Outcome outcome = analyze("schema.prisma", BEFORE, "model Park {");

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Undecided.class, undecided -> {
            assertThat(undecided.reason()).startsWith("schema.prisma:1:13: expected");
            assertThat(undecided.location()).contains(new SourceLocation("schema.prisma", 1));
        });
    }

    @Test
    void a_name_that_postgresql_cannot_store_is_undecided_with_its_place() {
        Outcome outcome = analyze("models.py", "", """
                from sqlalchemy import Column, Integer
                from sqlalchemy.orm import declarative_base
                class Nest(declarative_base()):
                    __tablename__ = "ne\\x00st"
                    id = Column(Integer, primary_key=True)
                """);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Undecided.class, undecided -> {
            assertThat(undecided.reason()).contains("null character").doesNotContain("defect");
            assertThat(undecided.location()).contains(new SourceLocation("models.py", 4));
        });
    }

    @Test
    void no_change_is_unsure_where_the_change_brings_what_is_not_understood() {
        String known = """
                from sqlalchemy import Column, Integer
                from sqlalchemy.orm import declarative_base
                class Nest(declarative_base()):
                    __tablename__ = "nest"
                    id = Column(Integer, primary_key=True)
                """;
        String more = known + "    eggs = Column(Strange())\n";

        assertThat(analyze("models.py", known, more))
                .isInstanceOfSatisfying(
                        Outcome.Unchanged.class,
                        unchanged -> assertThat(unchanged.unread()).contains(new SourceLocation("models.py", 6)));
        assertThat(analyze("models.py", more, more + "# the same\n"))
                .isInstanceOfSatisfying(
                        Outcome.Unchanged.class,
                        unchanged -> assertThat(unchanged.unread()).isEmpty());
    }

    @Test
    void a_change_that_touches_no_models_needs_nothing() {
        assertThat(analyze("README.md", "old", "new")).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void a_base_revision_that_cannot_be_read_leads_to_additions_only() {
        Outcome outcome = analyze("schema.prisma", "model {", AFTER);

        assertThat(outcome.notes()).hasSize(1).first().asString().contains("only additions were inferred");
        assertThat(outcome).isInstanceOf(Outcome.Proposed.class);
    }

    private Outcome analyze(String path, String before, String after) {
        return analysis.of(
                List.of(new FileChange(path, Optional.of(before), Optional.of(after))),
                Catalog.empty(),
                LiveTables.empty());
    }

    @Test
    void a_migration_in_a_language_that_is_not_read_is_said_to_be_one() {
        FileChange migration = new FileChange(
                "db/migrate/20260101_add_nick.rb",
                Optional.empty(),
                Optional.of(
                        "class AddNick < ActiveRecord::Migration[7.1]\n  def change\n    add_column :users, :nick, :string\n  end\nend\n"));

        assertThat(Analysis.ofEveryLanguage(ProjectFacts.none()).withoutDatabase(List.of(migration)))
                .isInstanceOfSatisfying(
                        Outcome.Undecided.class,
                        undecided -> assertThat(undecided.reason()).contains("looks like a Rails migration"));
    }

    @Test
    void what_only_uses_the_classes_of_migrations_is_none() {
        FileChange plugin = new FileChange(
                "lib/plugin.rb",
                Optional.empty(),
                Optional.of("class Context < ActiveRecord::MigrationContext\n  def add_plugin\n  end\nend\n"));

        assertThat(Analysis.ofEveryLanguage(ProjectFacts.none()).withoutDatabase(List.of(plugin)))
                .isNotInstanceOf(Outcome.Undecided.class);
    }

    @Test
    void a_schema_in_a_language_that_is_not_read_is_said_to_be_one() {
        FileChange schema = new FileChange(
                "src/db/schema.ts",
                Optional.of(""),
                Optional.of("import { pgTable } from 'drizzle-orm/pg-core';\nexport const t = pgTable('t', {});"));

        Outcome outcome = Analysis.ofEveryLanguage(ProjectFacts.none()).withoutDatabase(List.of(schema));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Undecided.class,
                        undecided -> assertThat(undecided.reason())
                                .startsWith("src/db/schema.ts looks like a Drizzle schema."));
    }

    @Test
    void sql_of_which_nothing_says_what_it_is_for_is_said_to_be_left_out() {
        FileChange stray = new FileChange(
                "ops/indexes.sql", Optional.empty(), Optional.of("SELECT 1;\ncreate unique index i on t (a);\n"));
        FileChange query = new FileChange("ops/report.sql", Optional.empty(), Optional.of("SELECT 1;\n"));

        assertThat(analysis.withoutDatabase(List.of(stray)))
                .isInstanceOfSatisfying(
                        Outcome.Undecided.class,
                        undecided -> assertThat(undecided.reason())
                                .startsWith("ops/indexes.sql looks like SQL that changes a schema"));
        assertThat(analysis.withoutDatabase(List.of(query))).isInstanceOf(Outcome.Unchanged.class);
    }
}
