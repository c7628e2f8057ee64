package io.godwit.validator.pattern;

import io.godwit.model.plan.Action;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.List;
import java.util.Optional;

/// ADD VALUE runs by itself, so that the value is committed before anything uses it.
public final class EnumValueAlone implements SafePattern {
    @Override
    public String code() {
        return "GW101";
    }

    @Override
    public String explanation() {
        return "The enum value is added outside a transaction: only after it is committed may a statement use it.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (!(statement.statement() instanceof Statement.AddEnumValue)
                || !(step.action() instanceof Action.RunSql(List<String> _, TransactionMode mode))
                || mode == TransactionMode.NONE) {
            return Optional.empty();
        }
        return Optional.of(List.of(new Step(
                step.id(),
                step.phase(),
                step.title(),
                Action.RunSql.alone(statement.text()),
                step.rollback(),
                step.probe(),
                step.locks(),
                step.lockTimeout(),
                step.statementTimeout(),
                step.changes())));
    }
}
