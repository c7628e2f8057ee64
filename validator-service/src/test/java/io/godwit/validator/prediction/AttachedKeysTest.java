package io.godwit.validator.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.validator.facts.DatabaseFacts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AttachedKeysTest {
    @Test
    void a_key_of_a_table_of_which_nothing_is_known_changes_nothing() {
        ConstraintDefinition key =
                new ConstraintDefinition.PrimaryKey(Optional.empty(), List.of("id"), Optional.empty());

        assertThat(AttachedKeys.added(DatabaseFacts.unknown(), List.of(ObjectName.inPublic("t")), key))
                .isEmpty();
    }
}
