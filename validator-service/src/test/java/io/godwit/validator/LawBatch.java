package io.godwit.validator;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.diff.Rename;
import io.godwit.model.diff.Renamed;
import io.godwit.model.diff.Renaming;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.AssumedValues;
import io.godwit.model.planning.GuardedChanges;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.planning.PlainPlanner;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.proof.CatalogDifference;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import io.godwit.validator.pattern.Situation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Many cases of the law at once, each in a schema of its own: what costs most, reading catalogs and making databases,
/// is done once for all of them.
final class LawBatch {
    private final Map<String, Case> cases = new LinkedHashMap<>();
    private final List<String> broken = new ArrayList<>();
    private final Consumer<String> said;

    /// A schema, what it was changed to, and what was renamed.
    private record Case(long seed, String from, String to, List<Rename> renames) {
        static Case of(long seed) {
            GeneratedSchema schema = new GeneratedSchema(seed, place(seed));
            String from = schema.sql() + schema.rows();
            GeneratedChanges.in(schema);
            return new Case(seed, from, schema.sql(), schema.renames());
        }

        static String place(long seed) {
            return "s" + seed;
        }
    }

    private LawBatch(long first, int count, Consumer<String> said) {
        this.said = said;
        for (long seed = first; seed < first + count; seed++) {
            cases.put(Case.place(seed), Case.of(seed));
        }
    }

    /// What is broken, a line each that starts with its seed.
    ///
    /// @param said gets each plan, for people
    static List<String> broken(long first, int count, Consumer<String> said) throws SQLException {
        LawBatch batch = new LawBatch(first, count, said);
        Catalog wanted = batch.wanted();
        batch.hold("plain", wanted);
        batch.hold("safe", wanted);
        return batch.broken;
    }

    private Catalog wanted() throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect()) {
            for (Case one : cases.values()) {
                execute(connection, one.to());
            }
            return CatalogReader.read(connection);
        }
    }

    private void hold(String form, Catalog wanted) throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection running = database.connect();
                Connection judging = database.connect()) {
            for (Case one : cases.values()) {
                execute(running, one.from());
            }
            execute(running, "RESET search_path");
            LawRows rows = LawRows.of(running);
            Validator validator = Validator.of(judging);
            Catalog before = validator.catalog();
            Situation anyRows = validator.anyRows();
            boolean safely = form.equals("safe");
            WatchedRun run = new WatchedRun(running, safely);
            Map<String, Plan> plans = new LinkedHashMap<>();
            for (Map.Entry<String, Case> each : cases.entrySet()) {
                String place = each.getKey();
                Catalog here = LawCatalog.of(before, place);
                Plan plan =
                        plan(here, LawCatalog.of(wanted, place), each.getValue().renames());
                if (safely) {
                    plan = new SafeForm(new PlanReading())
                            .of(plan, LawCatalog.of(anyRows, here, place), Set.of())
                            .plan();
                }
                plans.put(place, plan);
                said.accept(form + "\n" + text(each.getValue(), plan));
                Optional<String> refused = run.forward(plan, place);
                refused.ifPresent(problem -> broken(place, form, problem));
                run.blocking().forEach(problem -> broken(place, form, problem));
            }
            differences(CatalogReader.read(judging), wanted, form + " there", Map.of());
            for (Map.Entry<String, Plan> each : plans.entrySet()) {
                if (each.getValue().reversibility() != Reversibility.IMPOSSIBLE) {
                    run.back(each.getValue(), each.getKey()).ifPresent(problem -> broken(each.getKey(), form, problem));
                }
            }
            differences(CatalogReader.read(judging), before, form + " back", plans);
            LawRows after = LawRows.of(running);
            plans.forEach((place, plan) ->
                    rows.differences(after, place, plan).forEach(line -> broken(place, form + " back", line)));
        }
    }

    /// @param undone the plans that were undone
    private void differences(Catalog found, Catalog expected, String form, Map<String, Plan> undone) {
        for (String place : cases.keySet()) {
            CatalogDifference.between(LawCatalog.of(expected, place), LawCatalog.of(found, place)).stream()
                    .filter(line -> !isAnnounced(line, Optional.ofNullable(undone.get(place))))
                    .forEach(line -> broken(place, form, line));
        }
    }

    /// A required column whose values are gone and that cannot hold made-up ones comes back without NOT NULL where
    /// there are rows, and the plan says so.
    private static boolean isAnnounced(String line, Optional<Plan> undone) {
        String[] both = line.replaceFirst("^expected of \\S+ ", "").split(", found ");
        boolean empty = both.length == 2
                && both[0].replace("nullable=false", "nullable=true").equals(both[1]);
        return empty
                && undone.stream()
                        .flatMap(plan -> plan.steps().stream())
                        .anyMatch(step -> step.rollback().note().contains("comes back without NOT NULL"));
    }

    private void broken(String place, String form, String problem) {
        broken.add("seed " + place.substring(1) + " " + form + ": " + problem);
    }

    private static String text(Case of, Plan plan) {
        return plan.steps().stream()
                .map(step -> "-- " + step.phase() + " " + step.title() + "\n"
                        + String.join("\n", step.action().statements()) + "\n--   back\n--   "
                        + String.join("\n--   ", step.rollback().statements()))
                .collect(Collectors.joining("\n", of.from() + "\n-- to\n" + of.to() + "\n", "\n"));
    }

    private static Plan plan(Catalog before, Catalog wanted, List<Rename> renames) {
        Catalog renamed = Renamed.in(before, renames);
        GuardedChanges changes = GuardedChanges.unguarded(AssumedValues.in(
                                CatalogDiff.between(
                                        renamed, wanted, wanted.enums().keySet()),
                                wanted)
                        .changes())
                .between(Renaming.changes(renames, before), List.of());
        return PlainPlanner.plan(changes, before, renamed, rows(), Answers.none())
                .plan();
    }

    private static LiveTables rows() {
        return new LiveTables() {
            @Override
            public boolean hasRows(ObjectName table) {
                return false;
            }

            @Override
            public boolean hasNulls(ObjectName table, String column) {
                return true;
            }

            @Override
            public boolean holdsAny(ObjectName table, String column, List<String> labels) {
                return false;
            }
        };
    }

    private static void execute(Connection connection, String script) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
    }
}
