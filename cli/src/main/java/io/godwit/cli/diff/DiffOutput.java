package io.godwit.cli.diff;

import io.godwit.cli.Console;
import io.godwit.model.finding.Finding;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Step;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// How a difference is shown.
public enum DiffOutput {
    TEXT {
        @Override
        public void show(SchemaDiff diff, Console console) {
            Optional<Phase> phase = Optional.empty();
            for (Step step : diff.plan().steps()) {
                if (!phase.equals(Optional.of(step.phase()))) {
                    phase = Optional.of(step.phase());
                    console.data(step.phase().name());
                }
                console.data("  " + step.title() + "  ["
                        + step.rollback().reversibility().name().toLowerCase(Locale.ROOT)
                        + (step.rollback().note().isEmpty()
                                ? ""
                                : ": " + step.rollback().note())
                        + "]");
                step.action().statements().forEach(sql -> console.data("      " + sql.replace("\n", "\n      ")));
            }
            if (diff.plan().steps().isEmpty()) {
                console.data("The two schemas are the same.");
            }
            for (Finding finding : diff.findings()) {
                console.data(finding.severity().name().toLowerCase(Locale.ROOT) + " " + finding.code() + "  "
                        + finding.message());
            }
            console.data(
                    diff.error().orElse("Proved: run forward it gives the wanted schema, run back the one before."));
        }
    },
    JSON {
        @Override
        public void show(SchemaDiff diff, Console console) {
            console.data(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(DiffJson.whole(diff)));
        }
    },
    SQL {
        @Override
        public void show(SchemaDiff diff, Console console) {
            console.data(diff.sql().stripTrailing());
            diff.findings()
                    .forEach(finding ->
                            console.sayPlain(finding.severity() + " " + finding.code() + " " + finding.message()));
            diff.error().ifPresent(console::sayPlain);
        }
    };

    public abstract void show(SchemaDiff diff, Console console);
}
