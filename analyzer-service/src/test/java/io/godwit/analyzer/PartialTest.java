package io.godwit.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.Gap;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.change.SchemaChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartialTest {
    private static final ObjectName NEST = ObjectName.inPublic("nest");
    private static final SchemaChange OLD_KEY =
            new SchemaChange.DropConstraint(NEST, new Constraint.PrimaryKey("nest_pkey", List.of("id")));
    private static final SchemaChange NEW_KEY =
            new SchemaChange.AddConstraint(NEST, new Constraint.PrimaryKey("nest_pkey", List.of("park", "id")));

    @Test
    void a_key_may_be_gone_only_because_its_table_is_not_understood() {
        List<String> notes = new ArrayList<>();

        assertThat(unsure().without(List.of(OLD_KEY), notes)).isEmpty();
        assertThat(notes).singleElement().asString().contains("nest_pkey", "models.py:3");
    }

    @Test
    void a_key_that_is_made_anew_goes_all_the_same() {
        List<String> notes = new ArrayList<>();

        assertThat(unsure().without(List.of(OLD_KEY, NEW_KEY), notes)).containsExactly(OLD_KEY, NEW_KEY);
        assertThat(notes).isEmpty();
    }

    private static Partial unsure() {
        Gap gap = new Gap(Optional.of(NEST), new SourceLocation("models.py", 3), "nest.eggs is strange");
        return Partial.of(
                DesiredSchema.empty(),
                new DesiredSchema(
                        Catalog.of(Set.of(), Set.of(), List.of(), List.of()), Map.of(), List.of(), List.of(gap)));
    }
}
