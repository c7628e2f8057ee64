package io.godwit.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The law of plans, on schemas and changes made of chance, with rows: a plan applied gives the wanted catalog; undone,
/// the one before; and no step of its safe form holds ACCESS EXCLUSIVE on a table while it reads or rewrites it, as
/// seen in the server. More cases on demand: `-Dgodwit.law.cases=5000 -Dgodwit.law.seed=1`.
final class PlanLawTest {
    private static final long SEED = Long.getLong("godwit.law.seed", 20261122L);
    private static final int CASES = Integer.getInteger("godwit.law.cases", 2_000);

    @Test
    void a_plan_leads_to_the_wanted_catalog_and_back_and_blocks_nobody() throws SQLException {
        List<String> broken = LawRun.broken(SEED, CASES);

        assertThat(broken).as("%d cases from seed %d", CASES, SEED).isEmpty();
    }
}
