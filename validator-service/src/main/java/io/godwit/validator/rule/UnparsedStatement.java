package io.godwit.validator.rule;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.stream.Stream;

/// A statement Godwit does not understand: it may do anything.
public final class UnparsedStatement implements Rule {
    @Override
    public String code() {
        return "GW012";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        Stream<String> reasons = switch (view.statement()) {
            case Statement.Unparsed unparsed -> Stream.of(unparsed.reason());
            case Statement.CodeBlock block
            when !block.whole() -> Stream.of("a DO block puts statements together while it runs");
            case Statement _ ->
                view.changes(TableChange.Other.class).map(other -> other.text() + " is not taken apart");
        };
        return reasons.map(reason -> view.judged(
                code(),
                Severity.WARNING,
                Verdict.NEEDS_APPROVAL,
                "Godwit does not know what this statement does",
                "its locks, its duration and its way back are not known",
                "read it, and look at what the shadow test measured, before you approve",
                new Evidence(Provenance.ASSUMED, reason)));
    }
}
