package io.godwit.validator;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Finding;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Foreign keys that a plan takes away and adds again with rows converted in between, because their two ends would not
/// fit each other meanwhile: nothing holds new rows to them, and deletes do not cascade.
final class MissingMeanwhile {
    static final String CODE = "GW137";

    private static final Pattern GONE =
            Pattern.compile("ALTER TABLE (?<table>\\S+) DROP CONSTRAINT (?<key>\"(?:[^\"]|\"\")+\")");

    private MissingMeanwhile() {}

    /// @param steps in their order
    static List<Finding> in(List<Step> steps) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            List<Step> later = steps.subList(i + 1, steps.size());
            for (String sql : steps.get(i).action().statements()) {
                Matcher gone = GONE.matcher(sql);
                if (gone.matches() && comesBackAfterRows(later, gone)) {
                    findings.add(finding(steps.get(i), sql, gone));
                }
            }
        }
        return findings;
    }

    private static boolean comesBackAfterRows(List<Step> later, Matcher gone) {
        String back = "ALTER TABLE " + gone.group("table") + " ADD CONSTRAINT " + gone.group("key") + " FOREIGN KEY ";
        List<Step> between = later.stream()
                .takeWhile(step -> step.action().statements().stream().noneMatch(sql -> sql.startsWith(back)))
                .toList();
        return between.size() < later.size()
                && between.stream().anyMatch(step -> step.action() instanceof Action.Backfill);
    }

    private static Finding finding(Step step, String statement, Matcher gone) {
        return new Finding(
                CODE,
                Severity.WARNING,
                step.id(),
                statement,
                "the foreign key " + gone.group("key").replace("\"", "") + " of "
                        + gone.group("table").replace("\"public\".", "").replace("\"", "")
                        + " is missing while rows are converted",
                "its two ends have different types meanwhile: rows that refer to nothing are taken, and deletes do not"
                        + " cascade; the first such row stops the migration when the key is validated",
                "let nobody delete from the referenced table for that time, or have the application hold to it",
                List.of(new Evidence(Provenance.INFERRED, "a backfill lies between its removal and its return")));
    }
}
