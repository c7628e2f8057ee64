package io.godwit.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Finding;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MissingMeanwhileTest {
    private static final Step GONE = sql("ALTER TABLE \"public\".\"posts\" DROP CONSTRAINT \"posts_user\"");
    private static final Step BACK = sql("ALTER TABLE \"public\".\"posts\" ADD CONSTRAINT \"posts_user\" FOREIGN KEY"
            + " (\"user_id\") REFERENCES \"public\".\"users\" (\"id\") NOT VALID");
    private static final Step ROWS =
            step(new Action.Backfill(ObjectName.inPublic("posts"), List.of("id"), "a = 1", "a IS NULL", 100));

    @Test
    void a_foreign_key_that_comes_back_only_after_rows_are_converted_is_named() {
        assertThat(MissingMeanwhile.in(List.of(GONE, ROWS, BACK)))
                .extracting(Finding::message)
                .containsExactly("the foreign key posts_user is missing while rows are converted");
    }

    @Test
    void one_that_comes_back_at_once_or_not_at_all_is_not() {
        assertThat(MissingMeanwhile.in(List.of(GONE, BACK, ROWS))).isEmpty();
        assertThat(MissingMeanwhile.in(List.of(GONE, ROWS))).isEmpty();
    }

    @Test
    void a_check_or_unique_index_that_names_a_replaced_enum_is_named_too() {
        Step noCheck = sql("ALTER TABLE \"public\".\"posts\" DROP CONSTRAINT \"fine\"");
        Step check = sql("ALTER TABLE \"public\".\"posts\" ADD CONSTRAINT \"fine\" CHECK (a = 'x'::kind) NOT VALID");
        Step noIndex = sql("DROP INDEX CONCURRENTLY IF EXISTS \"public\".\"one\"");
        Step index = sql("CREATE UNIQUE INDEX CONCURRENTLY \"one\" ON \"public\".\"posts\" (a) WHERE a = 'x'::kind");
        Step plain = sql("CREATE INDEX CONCURRENTLY \"one\" ON \"public\".\"posts\" (a) WHERE a = 'x'::kind");

        assertThat(MissingMeanwhile.in(List.of(noCheck, noIndex, ROWS, index, check)))
                .extracting(Finding::message)
                .containsExactly(
                        "the check fine is missing while rows are converted",
                        "the unique index one is missing while rows are converted");
        assertThat(MissingMeanwhile.in(List.of(noIndex, ROWS, plain))).isEmpty();
    }

    private static Step sql(String statement) {
        return step(Action.RunSql.together(statement));
    }

    private static Step step(Action action) {
        return Step.of("s", Phase.MIGRATE, "a step", action, Rollback.lossless(), Optional.empty());
    }
}
