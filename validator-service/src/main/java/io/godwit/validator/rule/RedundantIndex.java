package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.stream.Stream;

/// A new index has the same first columns as one that exists.
public final class RedundantIndex implements Rule {
    @Override
    public String code() {
        return "GW121";
    }

    @Override
    public String title() {
        return "An index that another makes unnecessary";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (!(statement.statement() instanceof Statement.CreateIndex create)
                || create.predicate().isPresent()
                || !create.method().equals("btree")) {
            return Stream.empty();
        }
        return statement.setting().facts().relation(create.table()).map(Relation::indexes).stream()
                .flatMap(indexes -> indexes.stream())
                .filter(index -> !index.partial() && covers(index, create))
                .limit(1)
                .map(index -> statement
                        .finding(
                                code(),
                                Severity.WARNING,
                                "the index " + index.name() + " begins with the same columns",
                                "every write maintains both, and queries need one",
                                "drop the one, or do not build the other")
                        .informing());
    }

    private static boolean covers(IndexFacts index, Statement.CreateIndex create) {
        int wanted = create.keys().size();
        return index.keys().size() >= wanted
                && index.keys().subList(0, wanted).equals(create.keys())
                && (!create.unique() || index.unique() && index.keys().size() == wanted);
    }
}
