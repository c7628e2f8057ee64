package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.model.statement.Verb;
import io.godwit.postgres.statement.InTemporarySchema;
import io.godwit.postgres.statement.OnTemporaryTable;
import io.godwit.validator.facts.CatalogQuestions.Objection;
import io.godwit.validator.facts.Relation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Statements PostgreSQL itself refuses when it reads them, or when the definition in them is tried on an empty
/// temporary table of the same shape.
final class AskedRefusal {
    private static final String SYNTAX = "42601";
    private static final Pattern REPLACED =
            Pattern.compile("(?is)^\\s*create\\s+or\\s+replace\\s+(?:function|procedure)\\s+([\\w.\"$]+)\\s*\\(");
    private static final Pattern NAMED = Pattern.compile("\"([^\"]+)\"|(?:function|procedure) ([\\w.]+)\\(");

    private final Setting setting;
    private final Mentioned mentioned;

    /// @param mentioned by the statements before, which have not run
    AskedRefusal(Setting setting, Mentioned mentioned) {
        this.setting = setting;
        this.mentioned = mentioned;
    }

    /// In PostgreSQL's words.
    Optional<String> of(ParsedStatement parsed) {
        if (setting.facts().isUnknown()
                || parsed.statement() instanceof Statement.TransactionControl
                || setting.questions().version() < setting.version()) {
            return Optional.empty();
        }
        boolean rows = parsed.statement() instanceof Statement.ChangeRows;
        return told(setting.questions().objection(parsed.text()))
                .or(() -> rows ? told(setting.questions().objection("explain " + parsed.text())) : Optional.empty())
                .or(() -> told(tried(parsed)));
    }

    /// Only what earlier statements cannot have changed.
    private Optional<String> told(Optional<Objection> objection) {
        return objection
                .filter(said -> said.state().equals(SYNTAX) || mentioned.isEmpty() || namesNothingMentioned(said))
                .map(Objection::message);
    }

    private boolean namesNothingMentioned(Objection objection) {
        Matcher names = NAMED.matcher(objection.message());
        boolean named = false;
        while (names.find()) {
            named = true;
            String name = names.group(1) == null ? names.group(2) : names.group(1);
            // People write `baskets` where PostgreSQL says `public.baskets`.
            if (mentioned.contains(name.substring(name.lastIndexOf('.') + 1))) {
                return false;
            }
        }
        return named;
    }

    private Optional<Objection> tried(ParsedStatement parsed) {
        return switch (parsed.statement()) {
            case Statement.AlterTable alter
            when alter.changes().stream().allMatch(AskedRefusal::ofDefinition) ->
                onStandIn(alter.table(), parsed.text(), referenced(alter));
            case Statement.CreateIndex create
            when !create.missingOnly()
                    || create.name()
                            .map(create.table()::sibling)
                            .filter(index -> setting.facts().index(index).isEmpty()
                                    && setting.facts().relation(index).isEmpty())
                            .isPresent() -> onStandIn(create.table(), parsed.text());
            case Statement.TableObject object
            when !object.definition().isEmpty() -> onStandIn(object.table(), parsed.text());
            case Statement.CreateTable create
            when create.shape().partitionOf().isEmpty()
                    && setting.facts().relation(create.table()).isEmpty() ->
                OnTemporaryTable.made(parsed.text())
                        .flatMap(text ->
                                setting.questions().objection(standIns(create.table(), referenced(create)), text));
            case Statement.CreateView create
            when !parsed.text().toLowerCase(Locale.ROOT).contains("recursive") ->
                setting.questions().objection(create.query());
            case Statement.CreateTableAs create -> setting.questions().objection(create.query());
            case Statement.CreateDomain _ -> inTemporarySchema(List.of(), parsed.text());
            case Statement.OtherObject object
            when object.verb() == Verb.CREATE && !mentioned.contains("check_function_bodies") ->
                inTemporarySchema(replaced(object, parsed.text()), parsed.text());
            case Statement _ -> Optional.empty();
        };
    }

    private Optional<Objection> inTemporarySchema(List<String> before, String text) {
        return InTemporarySchema.of(text).flatMap(moved -> setting.questions().objection(before, moved));
    }

    /// The function that is there already and would be replaced.
    private List<String> replaced(Statement.OtherObject object, String text) {
        Matcher replaces = REPLACED.matcher(text);
        if (!replaces.find() || object.kind().equals("AGGREGATE")) {
            return List.of();
        }
        return setting
                .questions()
                .texts(
                        "select pg_get_functiondef(p.oid) from pg_proc p where p.prokind in ('f', 'p') and p.oid::regproc ="
                                + " to_regproc(" + SqlName.literal(replaces.group(1)) + ")",
                        1)
                .stream()
                .flatMap(List::stream)
                .flatMap(definition -> InTemporarySchema.of(definition).stream())
                .toList();
    }

    /// Tables its foreign keys reference.
    private static List<ObjectName> referenced(Statement.AlterTable alter) {
        return alter.changes().stream()
                .flatMap(change -> switch (change) {
                    case TableChange.AddColumn add -> add.column().constraints().stream();
                    case TableChange.AddConstraint add -> Stream.of(add.constraint());
                    case TableChange _ -> Stream.<ConstraintDefinition>empty();
                })
                .flatMap(AskedRefusal::referenced)
                .toList();
    }

    private static List<ObjectName> referenced(Statement.CreateTable create) {
        return Stream.concat(
                        create.constraints().stream(),
                        create.columns().stream().flatMap(column -> column.constraints().stream()))
                .flatMap(AskedRefusal::referenced)
                .toList();
    }

    private static Stream<ObjectName> referenced(ConstraintDefinition constraint) {
        return constraint instanceof ConstraintDefinition.ForeignKey key
                ? Stream.of(key.referencedTable())
                : Stream.empty();
    }

    private List<String> standIns(ObjectName table, List<ObjectName> referenced) {
        return referenced.stream()
                .filter(name -> !name.name().equals(table.name()) && !mentioned.contains(name.name()))
                .filter(name -> setting.facts().relation(name).isPresent())
                .distinct()
                .map(AskedRefusal::standIn)
                .toList();
    }

    private Optional<Objection> onStandIn(ObjectName name, String text) {
        return onStandIn(name, text, List.of());
    }

    private Optional<Objection> onStandIn(ObjectName name, String text, List<ObjectName> referenced) {
        Optional<Relation> table = setting.facts()
                .relation(name)
                .filter(found -> !mentioned.contains(name.name()))
                .filter(found -> switch (found.kind()) {
                    case TABLE, PARTITIONED_TABLE, MATERIALIZED_VIEW -> true;
                    case VIEW, SEQUENCE, FOREIGN_TABLE, COMPOSITE_TYPE -> false;
                });
        return table.flatMap(_ -> OnTemporaryTable.of(text))
                .flatMap(moved -> setting.questions()
                        .objection(
                                Stream.concat(Stream.of(standIn(name)), standIns(name, referenced).stream())
                                        .toList(),
                                moved));
    }

    static String standIn(ObjectName table) {
        return "create temporary table " + OnTemporaryTable.named(table) + " (like " + table.sql() + " including all)";
    }

    /// What depends on nothing but the table's own columns, checks and indexes.
    private static boolean ofDefinition(TableChange change) {
        return switch (change) {
            case TableChange.AddColumn _,
                    TableChange.SetDefault _,
                    TableChange.DropDefault _,
                    TableChange.ChangeType _,
                    TableChange.SetNotNull _,
                    TableChange.DropNotNull _,
                    TableChange.AddIdentity _,
                    TableChange.ChangeIdentity _,
                    TableChange.SetExpression _,
                    TableChange.DropExpression _,
                    TableChange.SetColumnOption _,
                    TableChange.SetOptions _ -> true;
            case TableChange.AddConstraint(ConstraintDefinition.Unique unique) ->
                unique.usingIndex().isEmpty();
            case TableChange.AddConstraint(ConstraintDefinition.PrimaryKey key) ->
                key.usingIndex().isEmpty();
            case TableChange.AddConstraint _ -> true;
            case TableChange _ -> false;
        };
    }
}
