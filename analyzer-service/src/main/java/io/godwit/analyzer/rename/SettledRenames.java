package io.godwit.analyzer.rename;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.diff.Rename;
import io.godwit.model.planning.Answers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The renames of a change that nobody has to be asked about: stated in a comment, in `godwit.yml`, by a fact, in an
/// answer; or plain from the code, where a model or field keeps its name and is mapped to another one in the database.
public final class SettledRenames {
    private static final String FACT = "rename:";

    private final DesiredSchema before;
    private final DesiredSchema after;
    private final List<Rename> renames = new ArrayList<>();

    private SettledRenames(DesiredSchema before, DesiredSchema after) {
        this.before = before;
        this.after = after;
    }

    /// @param files of the head revision
    /// @return tables first
    public static List<Rename> of(
            DesiredSchema before, DesiredSchema after, List<SourceFile> files, ProjectFacts facts, Answers answers) {
        SettledRenames settled = new SettledRenames(before, after);
        Stream.of(HintComments.in(files, after), inConfiguration(files), stated(facts), answered(answers))
                .flatMap(List::stream)
                .flatMap(hint -> hint.in(before.catalog(), after.catalog()).stream())
                .forEach(settled::add);
        settled.keptNames();
        return settled.tablesFirst();
    }

    private static List<RenameHint> inConfiguration(List<SourceFile> files) {
        return files.stream()
                .filter(file -> file.path().matches("(.*/)?godwit\\.ya?ml"))
                .flatMap(file -> file.text().lines())
                .filter(line -> line.contains("->"))
                .flatMap(line -> RenameHint.read(line).stream())
                .toList();
    }

    private static List<RenameHint> stated(ProjectFacts facts) {
        return facts.stated().entrySet().stream()
                .filter(fact -> fact.getKey().startsWith(FACT))
                .map(fact -> new RenameHint(fact.getKey().substring(FACT.length()), fact.getValue()))
                .toList();
    }

    private static List<RenameHint> answered(Answers answers) {
        return answers.byQuestion().entrySet().stream()
                .filter(answer -> answer.getKey().startsWith(RenameQuestions.PREFIX))
                .filter(answer -> !RenameQuestions.saysNo(answer.getValue()))
                .map(answer -> new RenameHint(
                        answer.getKey().substring(RenameQuestions.PREFIX.length()),
                        answer.getValue().strip()))
                .toList();
    }

    private void keptNames() {
        Map<String, Element> earlier = new HashMap<>();
        before.names().forEach((element, name) -> earlier.put(name, element));
        after.names()
                .forEach((element, name) -> Optional.ofNullable(earlier.get(name))
                        .filter(old -> !old.equals(element))
                        .filter(old -> !after.names().containsKey(old))
                        .flatMap(old -> kept(old, element))
                        .ifPresent(this::add));
    }

    private static Optional<Rename> kept(Element old, Element fresh) {
        if (old.part().isEmpty() && fresh.part().isEmpty()) {
            return Optional.of(new Rename.OfTable(old.object(), fresh.object()));
        }
        return old.part().isEmpty() || fresh.part().isEmpty() || old.part().equals(fresh.part())
                ? Optional.empty()
                : Optional.of(new Rename.OfColumn(fresh.object(), old.part(), fresh.part()));
    }

    /// Only what really goes and really comes.
    private void add(Rename rename) {
        boolean holds = switch (rename) {
            case Rename.OfTable(ObjectName old, ObjectName fresh) ->
                has(before.catalog(), old)
                        && !has(after.catalog(), old)
                        && has(after.catalog(), fresh)
                        && !has(before.catalog(), fresh)
                        && old.schema().equals(fresh.schema());
            case Rename.OfColumn(ObjectName table, String old, String fresh) ->
                has(after.catalog(), table, fresh)
                        && !has(after.catalog(), table, old)
                        && has(before.catalog(), tableBefore(table), old)
                        && !has(before.catalog(), tableBefore(table), fresh);
        };
        if (holds && renames.stream().noneMatch(other -> clash(other, rename))) {
            renames.add(rename);
        }
    }

    private static boolean clash(Rename one, Rename other) {
        return switch (one) {
            case Rename.OfTable table ->
                other instanceof Rename.OfTable that
                        && (table.before().equals(that.before())
                                || table.after().equals(that.after()));
            case Rename.OfColumn column ->
                other instanceof Rename.OfColumn that
                        && column.table().equals(that.table())
                        && (column.before().equals(that.before())
                                || column.after().equals(that.after()));
        };
    }

    private ObjectName tableBefore(ObjectName table) {
        return renames.stream()
                .filter(rename -> rename instanceof Rename.OfTable renamed
                        && renamed.after().equals(table))
                .map(rename -> ((Rename.OfTable) rename).before())
                .findFirst()
                .or(() -> Optional.ofNullable(after.names().get(Element.whole(table)))
                        .flatMap(name -> before.names().entrySet().stream()
                                .filter(entry -> entry.getValue().equals(name)
                                        && entry.getKey().part().isEmpty())
                                .map(entry -> entry.getKey().object())
                                .findFirst()))
                .orElse(table);
    }

    private static boolean has(Catalog catalog, ObjectName table) {
        return catalog.table(table).isPresent();
    }

    private static boolean has(Catalog catalog, ObjectName table, String column) {
        return catalog.table(table).flatMap(found -> found.column(column)).isPresent();
    }

    private List<Rename> tablesFirst() {
        return Stream.concat(
                        renames.stream().filter(Rename.OfTable.class::isInstance),
                        renames.stream().filter(Rename.OfColumn.class::isInstance))
                .toList();
    }
}
