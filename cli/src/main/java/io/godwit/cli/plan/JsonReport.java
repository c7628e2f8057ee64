package io.godwit.cli.plan;

import io.godwit.analyzer.Inference;
import io.godwit.analyzer.Outcome;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.model.planning.RowsDecide;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A drafted migration as one JSON object.
final class JsonReport {
    private JsonReport() {}

    static Map<String, @Nullable Object> of(DraftedMigration drafted) {
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put(
                "outcome",
                switch (drafted.outcome()) {
                    case Outcome.Proposed _ -> "proposed";
                    case Outcome.Unchanged _ -> "unchanged";
                    case Outcome.Undecided _ -> "undecided";
                });
        report.put(
                "reason",
                switch (drafted.outcome()) {
                    case Outcome.Proposed _ -> "";
                    case Outcome.Unchanged unchanged -> unchanged.reason();
                    case Outcome.Undecided undecided -> undecided.reason();
                });
        report.put(
                "changes",
                drafted.outcome() instanceof Outcome.Proposed proposed
                        ? proposed.changes().stream().map(JsonReport::change).toList()
                        : List.of());
        report.put(
                "steps",
                drafted.steps().stream()
                        .map(step -> step(step, drafted.rowsDecide()))
                        .toList());
        report.put(
                "lastSafePoint",
                drafted.plan().flatMap(Plan::lastSafePoint).map(Step::id).orElse(null));
        report.put("sql", drafted.script().map(SqlScript::forward).orElse(""));
        report.put("rollback", drafted.script().map(SqlScript::rollback).orElse(""));
        report.put("questions", Questions.json(drafted.questions()));
        report.put("notes", drafted.notes());
        report.put("error", drafted.error().orElse(null));
        return report;
    }

    private static Map<String, Object> change(Inference change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", change.id());
        json.put("kind", change.kind());
        json.put("object", change.object());
        json.put("description", change.description());
        json.put("file", change.location().file());
        json.put("line", change.location().line());
        json.put("confidence", lower(change.confidence()));
        json.put("reason", change.reason());
        return json;
    }

    private static Map<String, @Nullable Object> step(Step step, Map<String, RowsDecide> rowsDecide) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", step.id());
        json.put("phase", lower(step.phase()));
        json.put("title", step.title());
        json.put("statements", step.action().statements());
        json.put(
                "locks",
                step.locks().stream()
                        .map(lock -> Map.of(
                                "relation",
                                lock.relation().toString(),
                                "mode",
                                lock.mode().sql()))
                        .toList());
        json.put("changes", step.changes());
        RowsDecide decision = rowsDecide.get(step.id());
        json.put("leftOutIf", decision == null ? null : decision.reason());
        Map<String, Object> rollback = new LinkedHashMap<>();
        rollback.put("reversibility", lower(step.rollback().reversibility()));
        rollback.put("statements", step.rollback().statements());
        rollback.put("note", step.rollback().note());
        json.put("rollback", rollback);
        return json;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
