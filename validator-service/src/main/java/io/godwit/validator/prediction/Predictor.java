package io.godwit.validator.prediction;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.validator.facts.CatalogQuestions.QueryFacts;
import io.godwit.validator.facts.CatalogQuestions.ResultColumn;
import io.godwit.validator.facts.Dependent;
import io.godwit.validator.facts.Relation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Predicts statements.
public final class Predictor {
    private static final Pattern MISSING_ONLY =
            Pattern.compile("(?i)^\\s*create\\s+materialized\\s+view\\s+if\\s+not\\s+exists\\b");

    private static final Pattern MISSING_SEQUENCE = Pattern.compile("(?i)\\bif\\s+not\\s+exists\\b");
    private static final Pattern TEMPORARY = Pattern.compile("(?i)^\\s*create\\s+(?:or\\s+replace\\s+)?temp");
    private static final Pattern MISSING_ALLOWED = Pattern.compile("(?i)\\bif\\s+exists\\b");

    private Predictor() {}

    /// Predicts statements that run one after the other in one transaction (or one alone), together.
    public static Prediction of(List<ParsedStatement> statements, Setting setting) {
        Draft whole = new Draft(setting);
        Rehearsal rehearsal = new Rehearsal(setting);
        for (ParsedStatement statement : statements) {
            Prediction one = rehearsal.next(statement);
            if (one.error().isPresent()) {
                return one;
            }
            whole.and(one);
        }
        return rehearsal.shown(whole.prediction());
    }

    /// What a statement does by itself.
    public static Prediction alone(ParsedStatement statement, Setting setting) {
        Draft draft = new Draft(setting);
        try {
            predict(draft, statement);
        } catch (Refused refused) {
            return refused(refused.reason());
        }
        return draft.prediction();
    }

    static Prediction refused(String reason) {
        return new Prediction(
                new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), Optional.of(reason), List.of());
    }

    private static void predict(Draft draft, ParsedStatement parsed) {
        switch (parsed.statement()) {
            case Statement.AlterTable alter -> new AlterTablePrediction(draft, alter).predict();
            case Statement.CreateTable create -> new CreateTablePrediction(draft, create).predict();
            case Statement.CreateTableAs create -> {
                if (create.missingOnly()
                        && draft.facts().relation(create.table()).isPresent()) {
                    return;
                }
                if (!create.temporary()) {
                    draft.makes(create.table(), false);
                }
                query(draft, create.query(), create.withRows());
            }
            case Statement.CreateView create -> view(draft, create, parsed.text());
            case Statement.DropTable drop -> DropPrediction.tables(draft, drop);
            case Statement.DropRelations drop -> DropPrediction.relations(draft, drop);
            case Statement.DropSchema drop -> DropPrediction.schemas(draft, drop);
            case Statement.DropType drop -> DropPrediction.types(draft, drop);
            case Statement.Truncate truncate -> DropPrediction.truncate(draft, truncate);
            case Statement.CreateIndex create -> IndexPrediction.create(draft, create);
            case Statement.DropIndex drop -> IndexPrediction.drop(draft, drop);
            case Statement.RenameIndex rename ->
                IndexPrediction.touch(
                        draft,
                        rename.index(),
                        MISSING_ALLOWED.matcher(parsed.text()).find());
            case Statement.AlterIndex alter -> IndexPrediction.alter(draft, alter);
            case Statement.AttachIndex attach -> IndexPrediction.attach(draft, attach);
            case Statement.Reindex reindex -> IndexPrediction.reindex(draft, reindex);
            case Statement.AlterDomain alter -> DomainPrediction.alter(draft, alter);
            case Statement.RefreshMaterializedView refresh -> MaintenancePrediction.refresh(draft, refresh);
            case Statement.Vacuum vacuum -> MaintenancePrediction.vacuum(draft, vacuum);
            case Statement.Analyze analyze -> MaintenancePrediction.analyze(draft, analyze.tables());
            case Statement.Cluster cluster -> MaintenancePrediction.cluster(draft, cluster);
            case Statement.LockTables lock ->
                lock.tables().stream()
                        .map(draft::relation)
                        .flatMap(table ->
                                (lock.only() ? List.of(table) : draft.facts().withDescendants(table)).stream())
                        .forEach(table -> locked(draft, table, lock.mode(), new HashSet<>()));
            case Statement.TableObject object -> ObjectPrediction.tableObject(draft, object);
            case Statement.OtherObject object -> ObjectPrediction.other(draft, object);
            case Statement.CreateStatistics create ->
                draft.lock(draft.relation(create.table()), LockMode.SHARE_UPDATE_EXCLUSIVE);
            case Statement.Comment comment -> ObjectPrediction.comment(draft, comment);
            case Statement.Grant grant -> ObjectPrediction.grant(draft, grant);
            case Statement.ChangeRows change -> RowsPrediction.change(draft, change, parsed.text());
            case Statement.Query query -> {
                if (draft.facts().isUnknown()) {
                    query.tables().stream()
                            .flatMap(table -> draft.found(table).stream())
                            .forEach(table -> draft.lock(table, LockMode.ACCESS_SHARE));
                } else {
                    query(draft, parsed.text(), true);
                    CalledRoutine.functions(draft, parsed.text());
                }
            }
            case Statement.CodeBlock block -> {
                block(draft, block);
                if (!block.whole()) {
                    draft.unknown("the block puts statements together while it runs");
                }
            }
            case Statement.CreateSequence create -> {
                if (draft.facts().relation(create.sequence()).isPresent()
                        && !MISSING_SEQUENCE.matcher(parsed.text()).find()) {
                    throw new Refused("relation \"" + create.sequence().name() + "\" already exists");
                }
                ObjectPrediction.sequence(draft, parsed.text());
            }
            case Statement.Unparsed unparsed -> {
                boolean known = WrappedQuery.predict(draft, parsed.text())
                        || SchemaElements.predict(draft, parsed.text())
                        || CalledRoutine.procedure(draft, parsed.text());
                if (!known) {
                    draft.unknown(unparsed.reason());
                }
            }
            case Statement.RenameType _,
                    Statement.CreateEnum _,
                    Statement.AddEnumValue _,
                    Statement.RenameEnumValue _,
                    Statement.CreateDomain _,
                    Statement.CreateSchema _,
                    Statement.CreateExtension _,
                    Statement.Setting _,
                    Statement.TransactionControl _ -> {}
        }
    }

    /// Whether a part with open conditions is reached, the block decides while it runs.
    static void block(Draft draft, Statement.CodeBlock block) {
        Rehearsal inside = new Rehearsal(draft.setting(), false);
        for (Statement.CodeBlock.Part part : block.parts()) {
            boolean certain = part.conditions().isEmpty() && block.whole();
            if (part.statement().isEmpty()) {
                if (certain) {
                    throw new Refused("the block raises an exception");
                }
                continue;
            }
            Prediction one = inside.next(part.statement().get());
            one.error().filter(_ -> certain).ifPresent(error -> {
                throw new Refused(error);
            });
            if (one.error().isEmpty()) {
                draft.and(one);
            }
        }
    }

    /// LOCK reaches what a view reads from.
    private static void locked(Draft draft, Relation relation, LockMode mode, Set<ObjectName> seen) {
        draft.lock(relation, mode);
        if (relation.kind() != Relation.Kind.VIEW || !seen.add(relation.name())) {
            return;
        }
        draft.facts().all().stream()
                .filter(each -> each.dependents().stream()
                        .anyMatch(dependent -> dependent.kind() == Dependent.Kind.VIEW
                                && dependent.name().equals(relation.name())))
                .filter(each -> each.kind() != Relation.Kind.MATERIALIZED_VIEW)
                .flatMap(each -> draft.facts().withDescendants(each).stream())
                .forEach(each -> locked(draft, each, mode, seen));
    }

    private static void view(Draft draft, Statement.CreateView create, String text) {
        Optional<Relation> existing = draft.facts().relation(create.view());
        if (existing.isPresent()) {
            if (MISSING_ONLY.matcher(text).find()) {
                return;
            }
            if (!create.replace()) {
                throw new Refused("relation \"" + create.view().name() + "\" already exists");
            }
            refuseReplacement(draft, existing.get(), create);
            draft.lock(existing.get(), LockMode.ACCESS_EXCLUSIVE);
        } else if (!TEMPORARY.matcher(text).find()) {
            draft.makes(create.view(), false);
        }
        if (draft.setting().changed().created().isEmpty()) {
            refuseQuery(draft, create.query());
        }
        query(draft, create.query(), create.materialized() && create.withRows());
    }

    private static void refuseReplacement(Draft draft, Relation view, Statement.CreateView create) {
        if (view.kind() != Relation.Kind.VIEW) {
            throw new Refused("\"" + create.view().name() + "\" is not a view");
        }
        List<String> names = draft.setting()
                .questions()
                .columns(create.query())
                .map(columns -> columns.stream().map(ResultColumn::name).toList())
                .orElse(List.of());
        if (names.isEmpty() || view.columns().isEmpty()) {
            return;
        }
        if (names.size() < view.columns().size()) {
            throw new Refused("cannot drop columns from view");
        }
        for (int i = 0; i < view.columns().size(); i++) {
            String name = view.columns().get(i).name();
            if (!name.equals(names.get(i))) {
                throw new Refused("cannot change name of view column \"" + name + "\" to \"" + names.get(i) + "\"");
            }
        }
    }

    private static void refuseQuery(Draft draft, String query) {
        Optional<List<ResultColumn>> columns = draft.setting().questions().columns(query);
        Set<String> seen = new HashSet<>();
        columns.stream()
                .flatMap(List::stream)
                .map(ResultColumn::name)
                .filter(name -> !seen.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new Refused("column \"" + name + "\" specified more than once");
                });
    }

    /// @param runs whether rows are read, or the query only understood
    static void query(Draft draft, String query, boolean runs) {
        Optional<QueryFacts> plan = runs
                ? draft.setting().questions().plan(query)
                : draft.setting().questions().understood(query);
        if (plan.isEmpty()) {
            // It reads under ACCESS SHARE, which makes nobody wait that reads or writes rows.
            return;
        }
        plan.get().locks().forEach((name, mode) -> {
            if (!plan.get().indexes().contains(name)) {
                draft.found(name).ifPresent(relation -> draft.lock(relation, mode));
            } else if (runs) {
                draft.facts()
                        .tableOfIndex(name)
                        .ifPresent(
                                table -> table.index(name.name()).ifPresent(index -> draft.lock(table, index, mode)));
            }
        });
        if (runs) {
            plan.get().scanned().forEach(name -> draft.found(name).ifPresent(draft::scan));
        }
    }
}
