package io.godwit.model.diff;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Finds what may be a rename among what goes and what comes: columns of one table, and tables. What is the same is
/// weighed: type, neighbours, nullability, default, role in keys, words of the name.
public final class RenameCandidates {
    private static final double LIKE_TABLES = 0.6;
    private static final int FEW_COLUMNS = 3;

    private RenameCandidates() {}

    /// @return at most one for each thing that goes and each that comes, best first
    public static List<RenameCandidate> between(Catalog before, Catalog after) {
        List<RenameCandidate> all = new ArrayList<>(tables(before, after));
        for (Table table : after.tables().values()) {
            before.table(table.name()).ifPresent(earlier -> all.addAll(columns(earlier, table)));
        }
        return best(all);
    }

    /// The best pairs; each side in one only.
    private static List<RenameCandidate> best(List<RenameCandidate> all) {
        Set<Object> taken = new HashSet<>();
        return all.stream()
                .sorted(Comparator.comparing(RenameCandidate::score).reversed())
                .filter(candidate -> {
                    List<Object> ends = ends(candidate.rename());
                    boolean free = ends.stream().noneMatch(taken::contains);
                    if (free) {
                        taken.addAll(ends);
                    }
                    return free;
                })
                .toList();
    }

    private static List<Object> ends(Rename rename) {
        return switch (rename) {
            case Rename.OfTable table -> List.of(List.of("from", table.before()), List.of("to", table.after()));
            case Rename.OfColumn column ->
                List.of(
                        List.of("from", column.table(), column.before()),
                        List.of("to", column.table(), column.after()));
        };
    }

    private static List<RenameCandidate> columns(Table before, Table after) {
        List<RenameCandidate> found = new ArrayList<>();
        for (Column gone : before.columns()) {
            if (after.column(gone.name()).isPresent()) {
                continue;
            }
            for (Column come : after.columns()) {
                if (before.column(come.name()).isEmpty() && gone.type().equals(come.type())) {
                    found.add(weighed(before, gone, after, come));
                }
            }
        }
        return found;
    }

    private static RenameCandidate weighed(Table before, Column gone, Table after, Column come) {
        RenameCandidate candidate = new RenameCandidate(
                new Rename.OfColumn(after.name(), gone.name(), come.name()),
                2,
                List.of("the same type " + gone.type()));
        if (sameWords(gone.name(), come.name())) {
            candidate = candidate.and(2, "words in common");
        }
        if (neighbour(before, gone, -1, after).equals(neighbour(after, come, -1, before))
                && neighbour(before, gone, 1, after).equals(neighbour(after, come, 1, before))) {
            candidate = candidate.and(2, "the same place between the same columns");
        }
        if (gone.nullable() == come.nullable() && gone.defaultExpression().equals(come.defaultExpression())) {
            candidate = candidate.and(1, "the same default and nullability");
        }
        if (!roles(before, gone).isEmpty() && roles(before, gone).equals(roles(after, come))) {
            candidate = candidate.and(2, "the same role in keys and indexes");
        }
        return candidate;
    }

    /// The nearest column on one side that the other table has, too; empty at the end.
    private static Optional<String> neighbour(Table table, Column column, int step, Table other) {
        List<Column> columns = table.columns();
        for (int at = columns.indexOf(column) + step; at >= 0 && at < columns.size(); at += step) {
            String name = columns.get(at).name();
            if (other.column(name).isPresent()) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /// What a column does in keys and indexes, without names.
    private static Set<String> roles(Table table, Column column) {
        Set<String> roles = new HashSet<>();
        for (Constraint constraint : table.constraints()) {
            switch (constraint) {
                case Constraint.PrimaryKey key when key.columns().contains(column.name()) -> roles.add("primary key");
                case Constraint.Unique key when key.columns().contains(column.name()) -> roles.add("unique");
                case Constraint.ForeignKey key
                when key.columns().contains(column.name()) -> roles.add("refers to " + key.referencedTable());
                case Constraint _ -> {}
            }
        }
        table.indexes().stream()
                .filter(index -> index.columns().contains(column.name()))
                .forEach(index -> roles.add(index.unique() ? "unique" : "index " + index.method()));
        return roles;
    }

    private static boolean sameWords(String one, String other) {
        Set<String> common = words(one);
        common.retainAll(words(other));
        return !common.isEmpty() || isPartOf(one, other) || isPartOf(other, one);
    }

    private static boolean isPartOf(String name, String longer) {
        return plain(longer).contains(plain(name));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }

    /// The words of a name in any case convention; words that say little are left out.
    private static Set<String> words(String name) {
        Set<String> words = new HashSet<>();
        for (String word : name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").split("[_\\W]+")) {
            words.add(word.toLowerCase(Locale.ROOT));
        }
        words.removeAll(Set.of("", "id", "is", "has", "at", "the", "of", "created", "updated"));
        return words;
    }

    private static List<RenameCandidate> tables(Catalog before, Catalog after) {
        List<RenameCandidate> found = new ArrayList<>();
        for (Table gone : before.tables().values()) {
            if (after.table(gone.name()).isPresent()) {
                continue;
            }
            for (Table come : after.tables().values()) {
                boolean fresh = before.table(come.name()).isEmpty()
                        && come.name().schema().equals(gone.name().schema());
                double alike = fresh ? alike(gone, come) : 0;
                if (alike >= LIKE_TABLES) {
                    found.add(new RenameCandidate(
                            new Rename.OfTable(gone.name(), come.name()),
                            (int) Math.round(10 * alike)
                                    + (sameWords(gone.name().name(), come.name().name()) ? 1 : 0),
                            List.of(Math.round(alike * 100) + "% of their columns are the same")));
                }
            }
        }
        return found;
    }

    /// The share of columns with equal names and types. Two columns that are in many tables say something only if they
    /// are all there is and the name is a part of the other.
    private static double alike(Table one, Table other) {
        Function<Table, Stream<String>> columns = table ->
                table.columns().stream().map(column -> column.name().toLowerCase(Locale.ROOT) + " " + column.type());
        Set<String> common = new HashSet<>(columns.apply(one).toList());
        Set<String> all = new HashSet<>(common);
        List<String> others = columns.apply(other).toList();
        common.retainAll(others);
        all.addAll(others);
        boolean says = common.size() >= FEW_COLUMNS
                || common.size() == all.size()
                        && common.size() > 1
                        && (isPartOf(one.name().name(), other.name().name())
                                || isPartOf(other.name().name(), one.name().name()));
        return says ? (double) common.size() / all.size() : 0;
    }
}
