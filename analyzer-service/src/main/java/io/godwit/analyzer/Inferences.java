package io.godwit.analyzer;

import io.godwit.analyzer.Inference.Confidence;
import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.query.Evidence;
import io.godwit.analyzer.rename.RenameQuestions;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.diff.Rename;
import io.godwit.model.diff.RenameCandidate;
import io.godwit.model.planning.ChangeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says of each change where the code asks for it, why, and how sure that is.
///
/// @param before what the models want before the change
/// @param after  what they want after it
/// @param asked  renames that are open questions
record Inferences(DesiredSchema before, DesiredSchema after, Partial partial, List<RenameCandidate> asked) {
    Inferences {
        asked = List.copyOf(asked);
    }

    /// @param changes of the models; those of the queries come after them
    List<Inference> of(List<SchemaChange> changes, Evidence evidence) {
        Locations locations = new Locations(before, after);
        List<Inference> inferences = new ArrayList<>();
        for (SchemaChange change : changes) {
            Describing described = Describing.of(change);
            DesiredSchema side = described.removed() ? before : after;
            Optional<RenameCandidate> renamed = supposed(change);
            boolean whole = partial.understands(described.element().object());
            inferences.add(new Inference(
                    ChangeId.of(inferences.size()),
                    Describing.kind(change),
                    described.element().object().toString(),
                    described.element().part(),
                    described.sentence(),
                    locations.of(described.element(), side),
                    described.removed(),
                    whole && renamed.isEmpty() ? Confidence.CERTAIN : Confidence.MEDIUM,
                    reason(change, described)
                            + (whole ? "" : " A part of the table's model could not be understood.")
                            + renamed.map(candidate -> " It may be a rename, see the question "
                                            + RenameQuestions.id(candidate.rename()) + ".")
                                    .orElse("")));
        }
        for (Evidence.Inferred inferred : evidence.changes()) {
            Describing described = Describing.of(inferred.change());
            inferences.add(new Inference(
                    ChangeId.of(inferences.size()),
                    Describing.kind(inferred.change()),
                    described.element().object().toString(),
                    described.element().part(),
                    described.sentence(),
                    inferred.location(),
                    inferred.confidence(),
                    inferred.reason()));
        }
        return inferences;
    }

    private static boolean isStillDeclared(DesiredSchema schema, ObjectName table, String constraint) {
        return schema.catalog()
                .table(table)
                .flatMap(found -> found.constraint(constraint))
                .isPresent();
    }

    private String reason(SchemaChange change, Describing described) {
        return switch (change) {
            case SchemaChange.RenameTable _, SchemaChange.RenameColumn _ ->
                "The change states that it is the same under another name.";
            case SchemaChange.DropConstraint(var table, var constraint)
            when isStillDeclared(after, table, constraint.name()) ->
                "The models declare it differently after the change.";
            case SchemaChange.AddConstraint(var table, var constraint)
            when isStillDeclared(before, table, constraint.name()) ->
                "The models declare it differently after the change.";
            case SchemaChange.ChangeColumnType _,
                    SchemaChange.ChangeDefault _,
                    SchemaChange.SetNotNull _,
                    SchemaChange.DropNotNull _ -> "The models declare the column differently after the change.";
            case SchemaChange _ ->
                described.removed()
                        ? "The models declare it before the change and do not after."
                        : "The models declare it after the change and did not before.";
        };
    }

    /// The open question of which this is a part.
    private Optional<RenameCandidate> supposed(SchemaChange change) {
        return asked.stream()
                .filter(candidate -> switch (candidate.rename()) {
                    case Rename.OfTable(ObjectName old, ObjectName fresh) ->
                        change instanceof SchemaChange.DropTable drop
                                        && drop.table().name().equals(old)
                                || change instanceof SchemaChange.CreateTable create
                                        && create.table().name().equals(fresh);
                    case Rename.OfColumn(ObjectName table, String old, String fresh) ->
                        change instanceof SchemaChange.DropColumn drop
                                        && drop.table().equals(table)
                                        && drop.column().name().equals(old)
                                || change instanceof SchemaChange.AddColumn add
                                        && add.table().equals(table)
                                        && add.column().name().equals(fresh);
                })
                .findFirst();
    }
}
