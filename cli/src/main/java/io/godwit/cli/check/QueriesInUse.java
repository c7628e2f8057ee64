package io.godwit.cli.check;

import io.godwit.model.statement.ParsedStatement;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.usage.BrokenQuery;
import io.godwit.postgres.usage.ChangedNames;
import io.godwit.postgres.usage.NamingFunction;
import io.godwit.postgres.usage.UsageAfter;
import io.godwit.postgres.usage.UsedQuery;
import io.godwit.validator.rule.QueriesStop;
import io.godwit.validator.rule.StatementFinding;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The queries that are in use, and a copy of the schema to plan them on.
///
/// @param queries of `pg_stat_statements` and of source code
/// @param schema  a copy nobody works with; empty if there is none
record QueriesInUse(List<UsedQuery> queries, Schema schema) {

    /// Opened when it is needed, which it is only for changes that take something away.
    interface Schema {
        Optional<DatabaseAddress> open(List<String> notes);
    }

    static QueriesInUse none() {
        return new QueriesInUse(List.of(), _ -> Optional.empty());
    }

    /// What the statements break, by the place of the statement in the list.
    ///
    /// @param history what runs before them
    Map<Integer, List<StatementFinding>> stopped(
            List<ParsedStatement> history, List<ParsedStatement> statements, List<String> notes) {
        List<Integer> places = new ArrayList<>();
        List<String> change = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            if (ChangedNames.mayChange(statements.get(i).statement())) {
                places.add(i);
                change.add(statements.get(i).text());
            }
        }
        if (places.stream()
                .noneMatch(
                        place -> ChangedNames.mayTakeAway(statements.get(place).statement()))) {
            return Map.of();
        }
        Map<Integer, List<StatementFinding>> found = new HashMap<>();
        schema.open(notes).ifPresent(copy -> {
            try {
                UsageAfter after = UsageAfter.of(copy, texts(history), change, queries);
                for (BrokenQuery broken : after.broken()) {
                    found.computeIfAbsent(places.get(broken.statement()), _ -> new ArrayList<>())
                            .add(QueriesStop.of(broken, QueriesStop.Deployment.OLD_CODE_RUNS));
                }
                for (NamingFunction naming : after.functions()) {
                    found.computeIfAbsent(places.get(naming.statement()), _ -> new ArrayList<>())
                            .add(QueriesStop.of(naming));
                }
                if (!after.unplanned().isEmpty()) {
                    int all = after.planned() + after.unplanned().size();
                    notes.add(after.unplanned().size() + " of " + all
                            + " queries that name what changes cannot be planned on the copy even without the change"
                            + " and were not checked, such as "
                            + after.unplanned().getFirst());
                }
            } catch (SQLException lost) {
                notes.add("queries in use were not checked: " + lost.getMessage());
            }
        });
        return found;
    }

    private static List<String> texts(List<ParsedStatement> statements) {
        return statements.stream()
                .filter(one -> ChangedNames.mayChange(one.statement()))
                .map(ParsedStatement::text)
                .toList();
    }
}
