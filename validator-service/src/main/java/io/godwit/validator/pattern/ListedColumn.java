package io.godwit.validator.pattern;

import io.godwit.model.plan.Step;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.List;
import java.util.Optional;

/// ALTER COLUMN TYPE in place of a column that publications name ([PublishedLists]): the table leaves them for the
/// moment of the change. Where the rows are converted beside it, [ConvertedColumn] does the same when the new column
/// takes the name over.
public final class ListedColumn implements SafePattern {
    @Override
    public String code() {
        return "GW101";
    }

    @Override
    public String explanation() {
        return "The table leaves the publication and comes back with the same list in the transaction that changes the"
                + " type: PostgreSQL refuses to change the type of a column that a publication names.";
    }

    @Override
    public boolean takesCompanions() {
        return true;
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (!(statement.statement() instanceof Statement.AlterTable alter) || !before.isLive(alter.table())) {
            return Optional.empty();
        }
        return alter.changes().stream()
                .filter(TableChange.ChangeType.class::isInstance)
                .map(TableChange.ChangeType.class::cast)
                .map(type -> PublishedLists.naming(alter.table(), type.column(), questions))
                .reduce((one, other) -> one.flatMap(first -> other.map(first::and)))
                .flatMap(all -> all)
                .filter(lists -> !lists.isEmpty())
                .map(lists -> List.of(lists.around(step)));
    }
}
