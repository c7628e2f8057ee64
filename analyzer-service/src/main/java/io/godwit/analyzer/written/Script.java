package io.godwit.analyzer.written;

import io.godwit.model.SourceLocation;
import java.util.List;

/// One direction of one migration.
///
/// @param tool       for people: `Flyway`
/// @param migration  names the migration; up and down of one migration have the same
/// @param order      migrations run in this order, numbers in it compared as numbers
/// @param direction  there or back
/// @param statements in order
/// @param notes      what a reader should know of the file
/// @param location   where it begins
public record Script(
        String tool,
        String migration,
        String order,
        Direction direction,
        List<WrittenStatement> statements,
        List<String> notes,
        SourceLocation location) {
    /// There or back.
    public enum Direction {
        UP,
        DOWN
    }

    public Script {
        statements = List.copyOf(statements);
        notes = List.copyOf(notes);
    }

    boolean isUp() {
        return direction == Direction.UP;
    }

    Script with(List<WrittenStatement> others, List<String> moreNotes) {
        return new Script(tool, migration, order, direction, others, moreNotes, location);
    }
}
