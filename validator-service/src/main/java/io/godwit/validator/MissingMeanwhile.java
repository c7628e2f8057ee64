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
import java.util.stream.Stream;

/// Foreign keys, checks and unique indexes that a plan takes away and makes again with rows converted in between. A
/// key's
/// two ends would not fit each other meanwhile; a check or index compares with values of an enum that another takes the
/// place of. Nothing holds new rows to them, and deletes do not cascade.
final class MissingMeanwhile {
    static final String CODE = "GW137";

    private static final String NAME = "\"(?:[^\"]|\"\")++\"";

    private static final Pattern CONSTRAINT =
            Pattern.compile("ALTER TABLE (?<table>\\S+) DROP CONSTRAINT (?<name>" + NAME + ")");

    private static final Pattern INDEX =
            Pattern.compile("DROP INDEX (?:CONCURRENTLY )?(?:IF EXISTS )?" + NAME + "\\.(?<name>" + NAME + ")");

    private MissingMeanwhile() {}

    /// What a statement takes away.
    ///
    /// @param back how the statement begins that makes it again
    private record Gone(String what, String name, Pattern back) {
        static Stream<Gone> by(String sql) {
            Matcher constraint = CONSTRAINT.matcher(sql);
            if (constraint.matches()) {
                String again = Pattern.quote(
                        "ALTER TABLE " + constraint.group("table") + " ADD CONSTRAINT " + constraint.group("name"));
                return Stream.of(
                        new Gone("foreign key", constraint.group("name"), Pattern.compile(again + " FOREIGN KEY .*")),
                        new Gone("check", constraint.group("name"), Pattern.compile(again + " CHECK .*")));
            }
            Matcher index = INDEX.matcher(sql);
            return index.matches()
                    ? Stream.of(new Gone(
                            "unique index",
                            index.group("name"),
                            Pattern.compile("CREATE UNIQUE INDEX (?:CONCURRENTLY )?"
                                    + Pattern.quote(index.group("name")) + " ON .*")))
                    : Stream.empty();
        }

        boolean comesBackAfterRows(List<Step> later) {
            List<Step> between = later.stream()
                    .takeWhile(step -> step.action().statements().stream()
                            .noneMatch(sql -> back.matcher(sql).matches()))
                    .toList();
            return between.size() < later.size()
                    && between.stream().anyMatch(step -> step.action() instanceof Action.Backfill);
        }
    }

    /// @param steps in their order
    static List<Finding> in(List<Step> steps) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            List<Step> later = steps.subList(i + 1, steps.size());
            for (String sql : step.action().statements()) {
                Gone.by(sql)
                        .filter(gone -> gone.comesBackAfterRows(later))
                        .forEach(gone -> findings.add(finding(step, sql, gone)));
            }
        }
        return findings;
    }

    private static Finding finding(Step step, String statement, Gone gone) {
        boolean key = gone.what().equals("foreign key");
        return new Finding(
                CODE,
                Severity.WARNING,
                step.id(),
                statement,
                "the " + gone.what() + " " + gone.name().replace("\"", "") + " is missing while rows are converted",
                key
                        ? "its two ends have different types meanwhile: rows that refer to nothing are taken, and deletes"
                                + " do not cascade; the first such row stops the migration when the key is validated"
                        : "it compares with values of the type that is replaced: rows that it forbids are taken meanwhile,"
                                + " and the first such row stops the migration when it is made again",
                key
                        ? "let nobody delete from the referenced table for that time, or have the application hold to it"
                        : "have the application hold to it for that time",
                List.of(new Evidence(Provenance.INFERRED, "a backfill lies between its removal and its return")));
    }
}
