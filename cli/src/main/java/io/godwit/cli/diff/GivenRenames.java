package io.godwit.cli.diff;

import io.godwit.model.Problem;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.diff.Rename;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What somebody says is the same under another name: `person=people` of a table, `people.name=full_name` of a column,
/// whose table may be called by either of its names.
final class GivenRenames {
    private final Catalog from;
    private final Catalog to;
    private final List<Rename> renames = new ArrayList<>();

    private GivenRenames(Catalog from, Catalog to) {
        this.from = from;
        this.to = to;
    }

    /// @return tables first
    /// @throws Problem USER if the first schema has nothing of the old name, if the second still has, or if the new
    /// name was there before
    static List<Rename> of(Map<String, String> given, Catalog from, Catalog to) {
        GivenRenames renames = new GivenRenames(from, to);
        List<String> columns = new ArrayList<>();
        given.forEach((before, after) -> {
            if (!renames.isTable(before, after)) {
                columns.add(before);
            }
        });
        columns.forEach(before -> renames.column(before, given.getOrDefault(before, "")));
        return List.copyOf(renames.renames);
    }

    private boolean isTable(String before, String after) {
        Optional<Table> table = called(from, before);
        if (table.isEmpty()) {
            return false;
        }
        ObjectName old = table.get().name();
        ObjectName name = called(to, after)
                .map(Table::name)
                .filter(found -> found.schema().equals(old.schema()))
                .orElseThrow(() -> refused(
                        before, after, "the schema there should be has no table of that name" + among(gained())));
        if (to.table(old).isPresent() || from.table(name).isPresent()) {
            throw refused(
                    before,
                    after,
                    "both schemas have a table of " + (to.table(old).isPresent() ? "the old name" : "the new name"));
        }
        renames.add(new Rename.OfTable(old, name));
        return true;
    }

    private void column(String before, String after) {
        int dot = before.lastIndexOf('.');
        String table = before.substring(0, Math.max(dot, 0));
        String column = before.substring(dot + 1);
        Rename.OfTable moved = renames.stream()
                .filter(Rename.OfTable.class::isInstance)
                .map(Rename.OfTable.class::cast)
                .filter(rename ->
                        rename.before().isCalled(table) || rename.after().isCalled(table))
                .findFirst()
                .or(() -> called(from, table).map(found -> new Rename.OfTable(found.name(), found.name())))
                .orElseThrow(() -> refused(before, after, "the schema there is has no such table or column"));
        Table old = from.tables().get(moved.before());
        Table wanted = to.table(moved.after())
                .orElseThrow(() -> refused(before, after, "the schema there should be has no table " + moved.after()));
        if (old == null || old.column(column).isEmpty()) {
            throw refused(before, after, "the schema there is has no such column");
        }
        if (wanted.column(after).isEmpty()) {
            throw refused(before, after, "the schema there should be has no such column in " + moved.after());
        }
        if (wanted.column(column).isPresent() || old.column(after).isPresent()) {
            throw refused(
                    before,
                    after,
                    "both schemas have a column of "
                            + (wanted.column(column).isPresent() ? "the old name" : "the new name"));
        }
        renames.add(new Rename.OfColumn(moved.after(), column, after));
    }

    private Collection<Table> gained() {
        return to.tables().values().stream()
                .filter(table -> from.table(table.name()).isEmpty())
                .toList();
    }

    private static String among(Collection<Table> tables) {
        return tables.isEmpty()
                ? ""
                : "; new there: "
                        + tables.stream().map(table -> table.name().toString()).collect(Collectors.joining(", "));
    }

    private static Optional<Table> called(Catalog catalog, String name) {
        Predicate<Table> isIt = table -> table.name().isCalled(name);
        Stream<Table> tables = catalog.tables().values().stream();
        return tables.filter(isIt).findFirst();
    }

    private static Problem refused(String before, String after, String why) {
        return Problem.user("NO_SUCH_RENAME", "--rename " + before + "=" + after + ": " + why + ".");
    }
}
