package io.godwit.analyzer.written;

import io.godwit.analyzer.Describing;
import io.godwit.analyzer.declared.DeclaredObjects;
import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.diff.Reconciliation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Compares what the written migrations make with what the models of the same change need.
final class ModelCheck {
    private final DesiredSchema before;
    private final DesiredSchema after;

    ModelCheck(DesiredSchema before, DesiredSchema after) {
        this.before = before;
        this.after = after;
    }

    /// A sentence for each difference, with its place.
    ///
    /// @param written the migrations' statements
    /// @param made    the catalog they leave behind
    List<String> notes(List<WrittenStatement> written, WrittenPlan.Result made, Catalog live) {
        List<SchemaChange> wanted = CatalogDiff.between(before.catalog(), after.catalog(), after.ordered());
        if (after.catalog().tables().isEmpty()) {
            return List.of();
        }
        List<String> notes = new ArrayList<>();
        Set<String> objects = objects(written);
        Reconciliation.of(wanted, made.after()).changes().stream()
                .filter(change -> isSure(change) && !isMade(change, made.after()) && !isMade(change, objects))
                .map(this::missing)
                .forEach(notes::add);
        List<SchemaChange> makes = CatalogDiff.between(live, made.after());
        Reconciliation.of(makes, after.catalog()).changes().stream()
                .filter(change -> isSure(change) && !isMade(change, after.catalog()))
                .map(change -> extra(change, made))
                .forEach(notes::add);
        return notes;
    }

    /// Expressions may differ in print and mean the same; nothing is said of them.
    private static boolean isSure(SchemaChange change) {
        return switch (change) {
            case SchemaChange.ChangeDefault _ -> false;
            case SchemaChange.AddConstraint add -> !(add.constraint() instanceof Constraint.Check);
            case SchemaChange.DropConstraint drop -> !(drop.constraint() instanceof Constraint.Check);
            case SchemaChange.RenameIndex _ -> false;
            case SchemaChange _ -> true;
        };
    }

    /// A unique constraint and a unique index over the same columns do the same.
    private static boolean isMade(SchemaChange change, Catalog catalog) {
        return switch (change) {
            case SchemaChange.CreateIndex(var name, Index index) ->
                catalog.table(name).filter(table -> covers(table, index)).isPresent();
            case SchemaChange.AddConstraint(var name, Constraint.Unique unique) ->
                catalog.table(name)
                        .filter(table -> table.indexes().stream()
                                .anyMatch(index ->
                                        index.unique() && index.columns().equals(unique.columns())))
                        .isPresent();
            case SchemaChange _ -> false;
        };
    }

    /// Keys of the views, functions and the like that the migrations make or write anew.
    private static Set<String> objects(List<WrittenStatement> written) {
        DeclaredObjects objects = new DeclaredObjects();
        written.forEach(statement -> objects.take(statement.parsed(), statement.location()));
        return objects.locations().keySet();
    }

    /// Whether it has the form the models say is not known: PostgreSQL prints it in other words.
    private static boolean isMade(SchemaChange change, Set<String> objects) {
        return switch (change) {
            case SchemaChange.CreateObject(SchemaObject object) -> objects.contains(object.key());
            case SchemaChange.ReplaceObject(var _, SchemaObject object) -> objects.contains(object.key());
            case SchemaChange _ -> false;
        };
    }

    private static boolean covers(Table table, Index wanted) {
        return table.indexes().stream()
                        .anyMatch(index -> index.unique() == wanted.unique()
                                && index.columns().equals(wanted.columns())
                                && index.method().equals(wanted.method())
                                && index.predicate().isPresent()
                                        == wanted.predicate().isPresent())
                || wanted.unique()
                        && table.constraints().stream()
                                .anyMatch(constraint -> constraint instanceof Constraint.Unique unique
                                        && unique.columns().equals(wanted.columns()));
    }

    private String missing(SchemaChange change) {
        Describing described = Describing.of(change);
        DesiredSchema side = described.removed() ? before : after;
        return "Missing in the migration: " + place(side.locationOf(described.element())) + "the models say: "
                + described.sentence();
    }

    private static String extra(SchemaChange change, WrittenPlan.Result made) {
        Describing described = Describing.of(change);
        Optional<SourceLocation> location = made.inferences().stream()
                .filter(inference -> inference.kind().equals(Describing.kind(change))
                        && inference
                                .object()
                                .equals(described.element().object().toString())
                        && inference.part().equals(described.element().part()))
                .map(inference -> inference.location())
                .findFirst();
        return "Not in the models: " + place(location) + "the migration says: " + described.sentence();
    }

    private static String place(Optional<SourceLocation> location) {
        return location.map(found -> found + ": ").orElse("");
    }
}
