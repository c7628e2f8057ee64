package io.godwit.analyzer;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.Gap;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.change.SchemaChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What of the models could not be understood, and what therefore cannot be concluded: nothing is dropped because a
/// model that was understood before the change is not understood after it.
///
/// @param gaps  all there are after the change
/// @param fresh those of them that were not there before it
/// @param ended those that were there before it only and may hide any table
record Partial(List<Gap> gaps, List<Gap> fresh, List<Gap> ended) {

    static Partial of(DesiredSchema before, DesiredSchema after) {
        return new Partial(
                after.gaps(),
                others(after, before),
                others(before, after).stream()
                        .filter(gap -> gap.table().isEmpty())
                        .toList());
    }

    private static List<Gap> others(DesiredSchema side, DesiredSchema known) {
        Set<List<?>> said = new HashSet<>();
        known.gaps().forEach(gap -> said.add(List.of(gap.table(), gap.what())));
        return side.gaps().stream()
                .filter(gap -> !said.contains(List.of(gap.table(), gap.what())))
                .toList();
    }

    List<String> notes() {
        Stream<String> after = gaps.stream().map(gap -> "Partial: " + gap.location() + ": " + gap.what());
        Stream<String> before = ended.stream()
                .map(gap -> "Partial: before the change, " + gap.location() + ": " + gap.what()
                        + ". What seems to be new may be in the database already");
        return Stream.concat(after, before).distinct().toList();
    }

    boolean understands(ObjectName table) {
        return gaps.stream().noneMatch(gap -> gap.table().filter(table::equals).isPresent());
    }

    /// The changes without removals that may only seem so.
    List<SchemaChange> without(List<SchemaChange> wanted, List<String> notes) {
        List<SchemaChange> kept = new ArrayList<>();
        for (SchemaChange change : wanted) {
            Describing described = Describing.of(change);
            boolean removal = removes(change) && !isReplaced(change, wanted);
            Optional<Gap> doubt = removal || belongsToLesserKey(change, wanted)
                    ? doubt(described.element().object())
                    : Optional.empty();
            if (doubt.isEmpty()) {
                kept.add(change);
            } else {
                notes.add(
                        "Not done, because " + doubt.get().location() + " was not understood: " + described.sentence());
            }
        }
        return kept;
    }

    private Optional<Gap> doubt(ObjectName object) {
        return fresh.stream()
                .filter(gap -> gap.table().isEmpty() || gap.table().get().equals(object))
                .findFirst();
    }

    /// Whether it takes columns out of a table's primary key, or makes a column ready for being all of it. Which
    /// columns
    /// the key has is a guess while a part of the table's model is not understood: it may be one of them.
    private static boolean belongsToLesserKey(SchemaChange change, List<SchemaChange> wanted) {
        return switch (change) {
            case SchemaChange.DropConstraint(ObjectName table, Constraint.PrimaryKey _) -> losesColumns(table, wanted);
            case SchemaChange.AddConstraint(ObjectName table, Constraint.PrimaryKey _) -> losesColumns(table, wanted);
            case SchemaChange.AddColumn added ->
                losesColumns(added.table(), wanted)
                        && newKey(added.table(), wanted).contains(added.column().name());
            case SchemaChange.ChangeDefault changed ->
                losesColumns(changed.table(), wanted)
                        && newKey(changed.table(), wanted).contains(changed.column());
            case SchemaChange _ -> false;
        };
    }

    private static boolean losesColumns(ObjectName table, List<SchemaChange> wanted) {
        List<String> kept = newKey(table, wanted);
        return wanted.stream()
                .anyMatch(change -> change instanceof SchemaChange.DropConstraint drop
                        && drop.table().equals(table)
                        && drop.constraint() instanceof Constraint.PrimaryKey key
                        && !kept.containsAll(key.columns()));
    }

    /// The columns of the key a table gets; none if it gets none.
    private static List<String> newKey(ObjectName table, List<SchemaChange> wanted) {
        return wanted.stream()
                .filter(change -> change instanceof SchemaChange.AddConstraint add
                        && add.table().equals(table))
                .map(change -> ((SchemaChange.AddConstraint) change).constraint())
                .filter(Constraint.PrimaryKey.class::isInstance)
                .flatMap(key -> ((Constraint.PrimaryKey) key).columns().stream())
                .toList();
    }

    /// Whether the models still have it, only otherwise: a key or index of that name is made anew.
    private static boolean isReplaced(SchemaChange removal, List<SchemaChange> wanted) {
        return switch (removal) {
            case SchemaChange.DropConstraint drop ->
                wanted.stream()
                        .anyMatch(change -> change instanceof SchemaChange.AddConstraint add
                                && add.table().equals(drop.table())
                                && (add.constraint()
                                                .name()
                                                .equals(drop.constraint().name())
                                        || add.constraint() instanceof Constraint.PrimaryKey
                                                && drop.constraint() instanceof Constraint.PrimaryKey));
            case SchemaChange.DropIndex drop ->
                wanted.stream()
                        .anyMatch(change -> change instanceof SchemaChange.CreateIndex create
                                && create.table().equals(drop.table())
                                && create.index().name().equals(drop.index().name()));
            case SchemaChange _ -> false;
        };
    }

    private static boolean removes(SchemaChange change) {
        return switch (change) {
            case SchemaChange.DropTable _,
                    SchemaChange.DropColumn _,
                    SchemaChange.DropEnum _,
                    SchemaChange.DropIndex _,
                    SchemaChange.DropConstraint _,
                    SchemaChange.ReplaceEnum _,
                    SchemaChange.DropObject _,
                    SchemaChange.DropNotNull _ -> true;
            case SchemaChange.ChangeDefault changed -> changed.after().isEmpty();
            case SchemaChange _ -> false;
        };
    }
}
