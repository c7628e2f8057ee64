package io.godwit.analyzer.django;

import io.godwit.analyzer.model.Gap;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects what could not be understood.
final class Gaps {
    private final List<Gap> found = new ArrayList<>();
    private final Map<Gap, Field> fields = new HashMap<>();

    void of(ModelClass model, Field field, String why) {
        fields.put(add(Optional.of(model.table()), field.location(), leftAlone(model, field, why)), field);
    }

    /// Of a field that has a table of its own, of whatever name.
    void ofAnyTable(ModelClass model, Field field, String why) {
        fields.put(add(Optional.empty(), field.location(), leftAlone(model, field, why)), field);
    }

    private static String leftAlone(ModelClass model, Field field, String why) {
        return model.name() + "." + field.name() + " is left as it is in the database: " + why;
    }

    void of(ModelClass model, SourceLocation location, String what) {
        add(Optional.of(model.table()), location, model.name() + ": " + what);
    }

    void of(SourceLocation location, String what) {
        found.add(new Gap(Optional.empty(), location, what));
    }

    private Gap add(Optional<ObjectName> table, SourceLocation location, String what) {
        Gap gap = new Gap(table, location, what);
        if (!found.contains(gap)) {
            found.add(gap);
        }
        return gap;
    }

    /// The field that a gap leaves alone; empty for a gap of another kind.
    Optional<Field> field(Gap gap) {
        return Optional.ofNullable(fields.get(gap));
    }

    List<Gap> all() {
        return found;
    }
}
