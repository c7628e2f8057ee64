package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.planning.IndexSql;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import io.godwit.validator.prediction.IndexNames;
import io.godwit.validator.prediction.IndexPrediction;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// CREATE INDEX on a partitioned table with rows: each partition gets its index first, CONCURRENTLY, then the table its
/// own, which reads nothing, and they are attached. The last one attached makes it valid. Names are those PostgreSQL
/// would choose; an index that a partition has already is taken.
public final class PartitionedIndex implements SafePattern {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")++\"|[\\w$]+)";

    private static final Pattern CREATE =
            Pattern.compile("(?is)^create\\s+(unique\\s+)?index\\s+(?:if\\s+not\\s+exists\\s+)?(?:" + NAME
                    + "\\s+)??on\\s+" + NAME + "(?:\\." + NAME + ")?\\s*((?:using\\b|\\().*)$");

    @Override
    public String code() {
        return "GW104";
    }

    @Override
    public String explanation() {
        return "Each partition's index is built CONCURRENTLY and attached: built at once, all partitions would be locked"
                + " against writers until the last one is done.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        DatabaseFacts facts = before.setting().facts();
        if (!(statement.statement() instanceof Statement.CreateIndex create)
                || create.only()
                || create.concurrently()
                || step.action() instanceof Action.BuildIndexConcurrently) {
            return Optional.empty();
        }
        Optional<Relation> table = facts.relation(create.table()).filter(Relation::partitioned);
        Matcher text = CREATE.matcher(statement.text().strip());
        if (table.isEmpty()
                || !text.matches()
                || facts.withDescendants(table.get()).stream()
                        .noneMatch(part -> !part.partitioned() && before.mayHoldRows(part.name()))) {
            return Optional.empty();
        }
        List<String> columns = create.keys().stream()
                .map(key -> IndexNames.column(questions, table.get(), key))
                .toList();
        String joined = IndexNames.joined(
                Stream.concat(columns.stream(), create.included().stream()).toList());
        Parts parts = new Parts(
                new Steps(step),
                step,
                create,
                facts,
                before.catalog(),
                joined,
                text.group(1) == null ? "" : "UNIQUE ",
                text.group(2));
        parts.make(table.get(), create.name().orElseGet(() -> IndexNames.chosen(facts, create.table(), joined, "idx")));
        return Optional.of(parts.steps.all());
    }

    /// @param columns as the indexes' names hold them
    /// @param unique  `UNIQUE ` or nothing
    /// @param rest    of the statement, behind the table's name
    private record Parts(
            Steps steps,
            Step step,
            Statement.CreateIndex create,
            DatabaseFacts facts,
            Catalog catalog,
            String columns,
            String unique,
            String rest) {

        /// The indexes of all partitions, then the table's own, then they are attached. Undone, the table's index takes
        /// with it what is attached.
        ObjectName make(Relation table, String name) {
            ObjectName index = table.name().sibling(name);
            List<ObjectName> made = table.children().stream()
                    .flatMap(child -> facts.relation(child).stream())
                    .map(this::ofPartition)
                    .toList();
            steps.add(
                    step.phase(),
                    "Make the index " + name + " of " + table.name() + ", of no partition yet",
                    Action.RunSql.together("CREATE " + unique + "INDEX " + SqlName.quoted(name) + " ON ONLY "
                            + table.name().sql() + " " + rest),
                    new Rollback(
                            Reversibility.LOSSLESS,
                            Stream.concat(Stream.of("DROP INDEX IF EXISTS " + index.sql()), taken(table))
                                    .toList(),
                            TransactionMode.NONE,
                            ""),
                    Probes.relationThere(index));
            for (ObjectName part : made) {
                steps.add(
                        step.phase(),
                        "Attach " + part.name() + " to " + name,
                        Action.RunSql.together("ALTER INDEX " + index.sql() + " ATTACH PARTITION " + part.sql()),
                        Rollback.lossless(),
                        Probes.attached(index, part));
            }
            return index;
        }

        /// What makes indexes anew that partitions had before: they go with the table's.
        private Stream<String> taken(Relation table) {
            return table.children().stream()
                    .flatMap(child -> facts.relation(child).stream()
                            .flatMap(part -> IndexPrediction.same(part, create).stream())
                            .flatMap(own -> catalog.table(child).stream()
                                    .flatMap(found -> found.index(own.name().name()).stream()))
                            .map(own -> IndexSql.create(child, own).replaceFirst("INDEX ", "INDEX CONCURRENTLY ")));
        }

        private ObjectName ofPartition(Relation partition) {
            Optional<IndexFacts> own = IndexPrediction.same(partition, create);
            if (own.isPresent()) {
                return own.get().name();
            }
            String name = IndexNames.chosen(facts, partition.name(), columns, "idx");
            if (partition.partitioned()) {
                return make(partition, name);
            }
            ObjectName index = partition.name().sibling(name);
            steps.add(
                    step.phase(),
                    "Build the index " + name + " of " + partition.name(),
                    new Action.BuildIndexConcurrently(
                            index,
                            "CREATE " + unique + "INDEX CONCURRENTLY " + SqlName.quoted(name) + " ON "
                                    + partition.name().sql() + " " + rest),
                    Rollback.losslessAlone("DROP INDEX CONCURRENTLY IF EXISTS " + index.sql()),
                    Probes.validIndex(index));
            return index;
        }
    }
}
