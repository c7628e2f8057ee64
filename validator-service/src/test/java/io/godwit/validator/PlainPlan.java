package io.godwit.validator;

import io.godwit.model.ContentHash;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Plans in the analyzer's plain form: one statement a step, in one transaction.
public final class PlainPlan {
    private final ContentHash catalogHash;
    private final List<Step> steps = new ArrayList<>();

    private PlainPlan(ContentHash catalogHash) {
        this.catalogHash = catalogHash;
    }

    public static PlainPlan on(Catalog catalog) {
        return new PlainPlan(catalog.hash());
    }

    public PlainPlan step(Phase phase, String statement, Rollback rollback) {
        String id = "s" + (steps.size() + 1);
        steps.add(Step.of(id, phase, statement, Action.RunSql.together(statement), rollback, Optional.empty()));
        return this;
    }

    public Plan plan() {
        return new Plan(catalogHash, steps);
    }
}
