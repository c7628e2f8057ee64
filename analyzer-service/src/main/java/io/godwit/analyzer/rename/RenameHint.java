package io.godwit.analyzer.rename;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.diff.Rename;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What somebody states about a rename, in the words of the database: `User.name -> User.fullName`, `User
/// -> Account`.
///
/// @param before the old name: a table's, or a table's and a column's with a dot between
/// @param after  the new name; a column's may leave its table out
public record RenameHint(String before, String after) {
    private static final Pattern WRITTEN =
            Pattern.compile("^[\\s\"'-]*([^\\s\"':>]+)[\"']?\\s*(?:->|:|=>)\\s*[\"']?([^\\s\"'#]+)");

    private static final Pattern TRAILER = Pattern.compile("(?im)^Godwit-Rename:(.*)$");

    /// `old -> new`, also with a colon in between, as in a YAML file; empty for anything else.
    public static Optional<RenameHint> read(String line) {
        Matcher matcher = WRITTEN.matcher(line);
        return matcher.find() ? Optional.of(new RenameHint(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /// Those in the trailers of a commit message: `Godwit-Rename: User.name -> User.fullName`.
    public static List<RenameHint> inMessage(String message) {
        List<RenameHint> hints = new ArrayList<>();
        Matcher matcher = TRAILER.matcher(message);
        while (matcher.find()) {
            read(matcher.group(1)).ifPresent(hints::add);
        }
        return hints;
    }

    /// What is meant; empty if the catalogs have nothing of these names.
    Optional<Rename> in(Catalog beforeCatalog, Catalog afterCatalog) {
        Optional<ObjectName> oldTable = table(beforeCatalog, before);
        Optional<ObjectName> newTable = table(afterCatalog, after);
        if (oldTable.isPresent() && newTable.isPresent()) {
            return Optional.of(new Rename.OfTable(oldTable.get(), newTable.get()));
        }
        int dot = before.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String column = before.substring(dot + 1);
        String newColumn = after.substring(after.lastIndexOf('.') + 1);
        String owner = after.contains(".") ? after.substring(0, after.lastIndexOf('.')) : before.substring(0, dot);
        return table(afterCatalog, owner)
                .filter(found -> afterCatalog
                        .table(found)
                        .flatMap(table -> table.column(newColumn))
                        .isPresent())
                .map(found -> new Rename.OfColumn(found, column, newColumn));
    }

    private static Optional<ObjectName> table(Catalog catalog, String name) {
        return catalog.tables().keySet().stream()
                .filter(table -> table.toString().equals(name) || (table.schema() + "." + table.name()).equals(name))
                .findFirst();
    }
}
