package io.godwit.acceptance.survival;

import io.godwit.model.diff.Rename;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A change of a schema under clients that write.
///
/// @param before   makes the tables with their rows, and their twins in schema `twin`, which stay as they are
/// @param after    makes the tables as they are to be, and the twins; rows do not matter
/// @param renames  what has another name afterwards
/// @param old      the application's code before the change; it writes until the contract phase begins
/// @param fresh    its code after the change; it writes from the end of the migrate phase on
/// @param contents pairs of queries that must give the same rows in the end
/// @param undone   the same for a migration that was rolled back
/// @param written  the migration's statements, if people wrote it
/// @param fills    what existing rows get in new columns, by `table.column`
record SurvivalCase(
        String name,
        String before,
        String after,
        List<Rename> renames,
        Client old,
        Optional<Client> fresh,
        List<Equal> contents,
        List<Equal> undone,
        List<String> written,
        Map<String, String> fills) {

    /// A case whose migration is planned from the schemas.
    SurvivalCase(
            String name,
            String before,
            String after,
            List<Rename> renames,
            Client old,
            Optional<Client> fresh,
            List<Equal> contents,
            List<Equal> undone) {
        this(name, before, after, renames, old, fresh, contents, undone, List.of(), Map.of());
    }

    /// The same case, of statements that people wrote.
    SurvivalCase written(String... statements) {
        return new SurvivalCase(name, before, after, renames, old, fresh, contents, undone, List.of(statements), fills);
    }

    /// The same case, with what existing rows get in a new column.
    SurvivalCase filling(String column, String expression) {
        return new SurvivalCase(
                name, before, after, renames, old, fresh, contents, undone, written, Map.of(column, expression));
    }

    /// @param live what the tables hold
    /// @param twin what they must hold
    record Equal(String live, String twin) {}

    /// Whether some of the rows come as from logical replication, for which neither foreign keys nor triggers of the
    /// user's own are looked at. A backfill fires such a trigger, which would then change them after all.
    boolean hasReplicatedRows() {
        return !after.contains("REFERENCES") && !after.contains("zz_rounded");
    }

    @Override
    public String toString() {
        return name;
    }
}
