package io.godwit.cli.diff;

import io.godwit.model.finding.Finding;
import io.godwit.model.plan.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A difference as JSON.
final class DiffJson {
    private DiffJson() {}

    /// With every step of its own.
    static Map<String, @Nullable Object> whole(SchemaDiff diff) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("steps", diff.plan().steps().stream().map(DiffJson::step).toList());
        json.put("reversibility", lower(diff.plan().reversibility()));
        json.putAll(brief(diff));
        return json;
    }

    /// `{sql, rollback, findings, error}`.
    static Map<String, @Nullable Object> brief(SchemaDiff diff) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sql", diff.sql());
        json.put("rollback", diff.rollback());
        json.put("findings", diff.findings().stream().map(DiffJson::finding).toList());
        json.put("error", diff.error().orElse(null));
        return json;
    }

    private static Map<String, Object> step(Step step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", step.id());
        json.put("phase", lower(step.phase()));
        json.put("title", step.title());
        json.put("statements", step.action().statements());
        json.put(
                "rollback",
                Map.of(
                        "reversibility", lower(step.rollback().reversibility()),
                        "statements", step.rollback().statements(),
                        "note", step.rollback().note()));
        return json;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", finding.code());
        json.put("severity", lower(finding.severity()));
        json.put("step", finding.stepId());
        json.put("statement", finding.statement());
        json.put("message", finding.message());
        json.put("why", finding.why());
        json.put("suggestion", finding.suggestion());
        json.put(
                "evidence",
                finding.evidence().stream()
                        .map(evidence -> Map.of("provenance", lower(evidence.provenance()), "fact", evidence.fact()))
                        .toList());
        return json;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static Map<String, @Nullable Object> failed(String error) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sql", "");
        json.put("rollback", "");
        json.put("findings", List.of());
        json.put("error", error);
        return json;
    }
}
