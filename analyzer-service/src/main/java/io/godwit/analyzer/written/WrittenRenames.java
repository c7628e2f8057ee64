package io.godwit.analyzer.written;

import io.godwit.model.diff.Rename;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.List;
import java.util.stream.Stream;

/// What a written statement renames.
final class WrittenRenames {
    private WrittenRenames() {}

    static List<Rename> in(Statement statement) {
        return statement instanceof Statement.AlterTable alter
                ? alter.changes().stream()
                        .flatMap(change -> rename(alter, change))
                        .toList()
                : List.of();
    }

    private static Stream<Rename> rename(Statement.AlterTable alter, TableChange change) {
        return switch (change) {
            case TableChange.RenameColumn(String column, String name) ->
                Stream.of(new Rename.OfColumn(alter.table(), column, name));
            case TableChange.RenameTable(String name) ->
                Stream.of(new Rename.OfTable(alter.table(), alter.table().sibling(name)));
            case TableChange _ -> Stream.empty();
        };
    }
}
