package io.godwit.analyzer.query;

import io.godwit.analyzer.Inference.Confidence;
import io.godwit.analyzer.Outcome.Asked;
import io.godwit.analyzer.query.Evidence.Inferred;
import io.godwit.analyzer.query.Use.ColumnUse;
import io.godwit.analyzer.query.Use.ConflictTarget;
import io.godwit.analyzer.query.Use.TableUse;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.OpenQuestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compares what the added queries need with what is there, or will be. A name nobody knows is evidence that it is
/// missing, never proof: what is less than likely is asked.
public final class QueryEvidence {
    private final AddedQueries added;
    private final Catalog known;
    private final Catalog models;
    private final Answers answers;
    private final List<Inferred> changes = new ArrayList<>();
    private final List<Asked> questions = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private QueryEvidence(AddedQueries added, Catalog known, Catalog models, Answers answers) {
        this.added = added;
        this.known = known;
        this.models = models;
        this.answers = answers;
    }

    /// @param known  what the database has, together with what the rest of the change adds
    /// @param models what the models want; they know better than a query what their tables have
    /// @param plans  the database's planner, where there is one to ask
    public static Evidence of(
            AddedQueries added, Catalog known, Catalog models, Answers answers, Optional<QueryPlans> plans) {
        if (added.queries().isEmpty()
                && added.leftOut().isEmpty()
                && added.own().changes().isEmpty()
                && added.unread().isEmpty()) {
            return Evidence.none();
        }
        QueryEvidence evidence = new QueryEvidence(added, known, models, answers);
        if (!known.tables().isEmpty()) {
            evidence.tables();
            evidence.columns();
            evidence.conflictTargets();
            plans.ifPresent(asked -> evidence.notes.addAll(IndexSuggestions.of(added.queries(), known, asked)));
        }
        evidence.leftOut();
        return new Evidence(evidence.changes, evidence.questions, evidence.notes);
    }

    /// A use of something with the query it is in.
    private record Seen<U>(U use, AddedQuery query) {}

    private <U extends Use> Stream<Seen<U>> seen(Class<U> kind) {
        return added.queries().stream()
                .flatMap(query ->
                        query.uses().stream().filter(kind::isInstance).map(use -> new Seen<>(kind.cast(use), query)));
    }

    private boolean isKnown(ObjectName table) {
        return known.table(table).isPresent()
                || added.own().tables(table.name())
                || known.others().stream().anyMatch(line -> line.contains("view") && line.contains(table.name()))
                || table.schema().equals("public")
                        && known.tables().keySet().stream()
                                        .filter(other -> other.name().equals(table.name()))
                                        .count()
                                == 1;
    }

    private void tables() {
        Set<ObjectName> said = new HashSet<>();
        seen(TableUse.class)
                .filter(seen -> !isKnown(seen.use().table())
                        && !seen.query().borrowed().contains(seen.use().table().name())
                        && said.add(seen.use().table()))
                .forEach(seen -> askForTable(
                        seen.use().table(),
                        seen.query().placeOf(seen.use().table().name())));
    }

    private void askForTable(ObjectName table, SourceLocation location) {
        Map<String, List<TypeHint>> columns = new LinkedHashMap<>();
        seen(ColumnUse.class)
                .map(Seen::use)
                .filter(use -> use.tables().equals(List.of(table)) && !use.open())
                .forEach(use -> columns.computeIfAbsent(use.column(), _ -> new ArrayList<>())
                        .addAll(use.hints()));
        String definition = columns.entrySet().stream()
                .map(column -> column.getKey() + " "
                        + InferredType.of(table, column.getKey(), column.getValue(), known)
                                .type()
                                .orElse("?"))
                .collect(Collectors.joining(", "));
        Optional<String> near = Spelling.nearest(
                table.name(),
                known.tables().keySet().stream().map(ObjectName::name).toList());
        questions.add(new Asked(
                new OpenQuestion(
                        "evidence:" + table,
                        "A query names the table " + table + ", which neither the database nor the change has"
                                + near.map(name -> "; is " + name + " meant").orElse("")
                                + "? By its use it would be (" + definition
                                + "). Declare it in a model or a migration if it is missing.",
                        table,
                        "",
                        List.of(),
                        "No table is created."),
                location));
    }

    private void columns() {
        Map<ObjectName, Map<String, List<Seen<ColumnUse>>>> missing = new LinkedHashMap<>();
        seen(ColumnUse.class)
                .forEach(seen -> missingFrom(seen.use())
                        .filter(table -> !seen.query().borrowed().contains(table.name())
                                && !added.own().column(table.name(), seen.use().column()))
                        .ifPresent(table -> missing.computeIfAbsent(table, _ -> new LinkedHashMap<>())
                                .computeIfAbsent(seen.use().column(), _ -> new ArrayList<>())
                                .add(seen)));
        missing.forEach((table, columns) -> columns.forEach((column, uses) -> column(table, column, uses)));
    }

    /// The table the column is missing from; empty if it is known, or may be of something whose columns are not.
    private Optional<ObjectName> missingFrom(ColumnUse use) {
        boolean found = Stream.concat(use.tables().stream(), use.around().stream())
                .anyMatch(table -> known.table(table)
                        .map(each -> each.column(use.column()).isPresent())
                        .orElse(true));
        return found || use.open() || use.tables().size() != 1
                ? Optional.empty()
                : Optional.of(use.tables().getFirst());
    }

    private void column(ObjectName table, String column, List<Seen<ColumnUse>> uses) {
        List<TypeHint> hints =
                uses.stream().flatMap(seen -> seen.use().hints().stream()).toList();
        InferredType type = InferredType.of(table, column, hints, known);
        SourceLocation location = uses.getFirst().query().placeOf(column);
        String id = "evidence:" + table + "." + column;
        Optional<String> answer = answers.to(id);
        if (answer.filter(given -> given.strip().matches("(?i)no|none|nothing")).isPresent()) {
            return;
        }
        Optional<String> given = answer.flatMap(text -> AnsweredType.of(text, known));
        if (given.isPresent()) {
            add(
                    table,
                    column,
                    given.get(),
                    location,
                    Confidence.CERTAIN,
                    "A query uses it, and the question for it was answered.");
            return;
        }
        answer.ifPresent(text -> notes.add("The answer '" + text + "' to " + id
                + " is no type this database has; give one as PostgreSQL writes it, or no."));
        List<String> columns = known.table(table).stream()
                .flatMap(found -> found.columns().stream())
                .map(Column::name)
                .toList();
        Optional<String> near = Spelling.nearest(column, columns);
        boolean modelled = models.table(table).isPresent();
        boolean sure = type.type().isPresent()
                && type.confidence() != Confidence.LOW
                && near.isEmpty()
                && !modelled
                && uses.stream().noneMatch(seen -> seen.query().pastedIn());
        String reason = "A query uses " + column + ", which " + table + " does not have; its type is taken to be "
                + type.type().orElse("unknown") + ", because " + type.why() + ".";
        if (sure) {
            add(table, column, type.type().get(), location, type.confidence(), reason);
        } else {
            ask(id, table, column, type, location, near, modelled);
        }
    }

    private void add(
            ObjectName table,
            String column,
            String type,
            SourceLocation location,
            Confidence confidence,
            String reason) {
        changes.add(new Inferred(
                new SchemaChange.AddColumn(table, Column.of(column, type, true)), location, confidence, reason));
    }

    private void ask(
            String id,
            ObjectName table,
            String column,
            InferredType type,
            SourceLocation location,
            Optional<String> near,
            boolean modelled) {
        questions.add(new Asked(
                new OpenQuestion(
                        id,
                        "A query uses " + column + ", which " + table + " does not have"
                                + (modelled ? ", nor do the models declare it" : "") + ". "
                                + near.map(name -> "Is " + name + " meant? ").orElse("")
                                + "Is it missing, and of which type is it? "
                                + type.type()
                                        .map(found -> "It may be " + found + ", because " + type.why() + ".")
                                        .orElse("Nothing says what it holds."),
                        table,
                        column,
                        Stream.concat(type.choices().stream(), Stream.of("no"))
                                .distinct()
                                .toList(),
                        "No column is added."),
                location));
    }

    private void conflictTargets() {
        Set<ConflictTarget> said = new HashSet<>();
        seen(ConflictTarget.class).filter(seen -> said.add(seen.use())).forEach(seen -> {
            ConflictTarget target = seen.use();
            Optional<Table> table = known.table(target.table());
            boolean columnsKnown = table.filter(found -> target.columns().stream()
                            .allMatch(column -> found.column(column).isPresent()))
                    .isPresent();
            if (columnsKnown
                    && !isUnique(table.get(), target.columns())
                    && !added.own().key(target.table().name(), target.columns())) {
                changes.add(uniqueIndex(target, seen.query().placeOf("conflict")));
            }
        });
    }

    private static boolean isUnique(Table table, List<String> columns) {
        Set<String> wanted = Set.copyOf(columns);
        return table.constraints().stream().anyMatch(constraint -> switch (constraint) {
                    case Constraint.PrimaryKey key -> Set.copyOf(key.columns()).equals(wanted);
                    case Constraint.Unique key -> Set.copyOf(key.columns()).equals(wanted);
                    case Constraint.ForeignKey _, Constraint.Check _ -> false;
                    case Constraint.Other other -> other.definition().contains("UNIQUE");
                })
                || table.indexes().stream()
                        .anyMatch(index -> index.unique()
                                && index.predicate().isEmpty()
                                && index.keys().size() == wanted.size()
                                && Set.copyOf(index.columns()).equals(wanted));
    }

    private static Inferred uniqueIndex(ConflictTarget target, SourceLocation location) {
        String name = target.table().name() + "_" + String.join("_", target.columns());
        String cut = name.substring(0, Math.min(name.length(), 59)) + "_key";
        return new Inferred(
                new SchemaChange.CreateIndex(target.table(), Index.btree(cut, true, target.columns())),
                location,
                Confidence.HIGH,
                "ON CONFLICT (" + String.join(", ", target.columns())
                        + ") needs a unique index over these columns, and there is none: PostgreSQL refuses the query.");
    }

    private void leftOut() {
        int shown = 5;
        added.own().changes().stream().limit(shown).forEach(notes::add);
        if (added.own().changes().size() > shown) {
            notes.add((added.own().changes().size() - shown) + " more places change the schema by themselves.");
        }
        added.unread().forEach(file -> notes.add("Not searched for queries: " + file));
        added.leftOut().stream().limit(shown).forEach(each -> notes.add("Not taken as evidence: the query at " + each));
        if (added.leftOut().size() > shown) {
            notes.add("Not taken as evidence: " + (added.leftOut().size() - shown) + " more queries.");
        }
    }
}
