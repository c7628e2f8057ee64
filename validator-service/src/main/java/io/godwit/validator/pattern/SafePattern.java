package io.godwit.validator.pattern;

import io.godwit.model.plan.Step;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.List;
import java.util.Optional;

/// A way to reach what one statement wants without blocking anyone.
public interface SafePattern {
    /// The code of the hazard it removes.
    String code();

    /// What it does instead and why, in one sentence.
    String explanation();

    /// Whether it replaces a step whose first statement is its concern and whose others go along with it.
    default boolean takesCompanions() {
        return false;
    }

    /// Whether it can be used for the one statement where the plan changes the same table by the other later on.
    default boolean bears(Statement changed, Statement later) {
        return true;
    }

    /// The steps that take the place of the step; empty if the step is none of its concern, or safe as it
    /// is.
    ///
    /// @param step runs the statement
    /// @param before what is known when its turn comes
    Optional<List<Step>> rewrite(Step step, ParsedStatement statement, Situation before, CatalogQuestions questions);

    /// Why a statement that is its concern stays as it is, in words that go on from "stays in its plain form:"; empty
    /// if
    /// it is none, or nothing stands in the way.
    default Optional<String> obstacle(ParsedStatement statement, Situation before) {
        return Optional.empty();
    }
}
