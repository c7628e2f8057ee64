package io.godwit.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.events.ChangeReference;
import io.godwit.events.MigrationProposed;
import io.godwit.events.NoChange;
import io.godwit.events.Undecided;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.model.SourceLocation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProposalEventsTest {
    private static final DatabaseName SHOP = new DatabaseName("shop");

    @Test
    void that_nothing_changes_is_said_of_code_that_is_understood() {
        assertThat(event(Outcome.Unchanged.wholly("Nothing changes.", List.of()))
                        .getOutcome())
                .isEqualTo(new NoChange("Nothing changes."));
    }

    @Test
    void where_the_change_is_not_understood_nothing_is_decided() {
        Outcome unsure = new Outcome.Unchanged(
                "As far as it could be read, nothing changes.",
                Optional.of(new SourceLocation("src/park.entity.ts", 7)),
                List.of());

        assertThat(event(unsure).getOutcome()).isInstanceOfSatisfying(Undecided.class, undecided -> {
            assertThat(undecided.getReason()).contains("src/park.entity.ts:7");
            assertThat(undecided.getLocation())
                    .hasValueSatisfying(place -> assertThat(place.getLine()).isEqualTo(7));
        });
    }

    private static MigrationProposed event(Outcome outcome) {
        return ProposalEvents.proposed(
                MigrationId.of("git@example.org/shop", "1111", SHOP),
                SHOP,
                ChangeReference.newBuilder()
                        .setRepository("git@example.org/shop")
                        .setBaseRevision("")
                        .setHeadRevision("1111")
                        .setSubject("")
                        .setAuthor("")
                        .build(),
                outcome);
    }
}
