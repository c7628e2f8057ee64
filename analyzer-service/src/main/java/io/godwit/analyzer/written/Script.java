package io.godwit.analyzer.written;

import io.godwit.model.SourceLocation;
import java.util.List;
import java.util.Set;

/// One direction of one migration.
///
/// @param tool       for people: `Flyway`
/// @param migration  names the migration; up and down of one migration have the same
/// @param order      migrations run in this order, numbers in it compared as numbers
/// @param direction  there or back
/// @param statements in order
/// @param notes      what a reader should know of the file
/// @param location   where it begins
/// @param recorded   names in the tool's own record of what ran any of which says that this ran; empty where it keeps
/// none
public record Script(
        String tool,
        String migration,
        String order,
        Direction direction,
        List<WrittenStatement> statements,
        List<String> notes,
        SourceLocation location,
        Set<String> recorded) {
    /// There or back.
    public enum Direction {
        UP,
        DOWN
    }

    public Script {
        statements = List.copyOf(statements);
        notes = List.copyOf(notes);
        recorded = Set.copyOf(recorded);
    }

    boolean isUp() {
        return direction == Direction.UP;
    }

    Script with(List<WrittenStatement> others) {
        return new Script(tool, migration, order, direction, others, notes, location, recorded);
    }

    /// What an edit of it adds: that it ran before says nothing of this.
    Script edited(List<WrittenStatement> added) {
        return new Script(tool, migration, order, direction, added, notes, location, Set.of());
    }
}
