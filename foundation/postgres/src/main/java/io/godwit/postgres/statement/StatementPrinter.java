package io.godwit.postgres.statement;

import static io.godwit.postgres.statement.TableChangePrinter.ifExists;
import static io.godwit.postgres.statement.TableChangePrinter.ifNotExists;

import io.godwit.model.SqlName;
import io.godwit.model.UnusableName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.DomainChange;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableLike;
import io.godwit.model.statement.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prints statements in one form of our own: words in capitals, names quoted and with their schema. What is printed is
/// read as the same statement again. A statement whose records do not hold all that was written (storage parameters,
/// the rows of an INSERT) keeps its text.
public final class StatementPrinter {
    /// Words that may be left out or written otherwise without a change of meaning.
    private static final Set<String> MEANINGLESS = Set.of(
            "column",
            "table",
            "data",
            "type",
            "restrict",
            "constraint",
            "as",
            "using",
            "btree",
            "null",
            "on",
            "delete",
            "update",
            "no",
            "action");

    private StatementPrinter() {}

    public static String print(ParsedStatement parsed) {
        return form(parsed)
                .filter(form ->
                        StatementParser.inPublic().parse(form).statement().equals(parsed.statement()))
                .filter(form -> keepsEveryWord(parsed.text(), form))
                .orElse(parsed.text());
    }

    /// A statement that names nothing where a name is needed has no form.
    private static Optional<String> form(ParsedStatement parsed) {
        try {
            return form(parsed.statement());
        } catch (UnusableName nothing) {
            return Optional.empty();
        }
    }

    private static boolean keepsEveryWord(String text, String form) {
        List<String> left = words(text);
        words(form).forEach(left::remove);
        left.removeAll(MEANINGLESS);
        return left.isEmpty();
    }

    private static List<String> words(String sql) {
        return Lexer.tokens(sql).stream()
                .filter(token -> token.kind() != Token.Kind.SYMBOL)
                .map(token -> token.value().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /// Empty for statements that are not taken apart to their last word.
    private static Optional<String> form(Statement statement) {
        return Optional.ofNullable(
                switch (statement) {
                    case Statement.CreateTable create -> create(create);
                    case Statement.CreateTableAs create ->
                        "CREATE " + (create.temporary() ? "TEMPORARY " : "") + "TABLE "
                                + ifNotExists(create.missingOnly())
                                + create.table().sql() + " AS " + create.query()
                                + (create.withRows() ? "" : " WITH NO DATA");
                    case Statement.AlterTable alter ->
                        "ALTER TABLE " + ifExists(alter.missingAllowed()) + (alter.only() ? "ONLY " : "")
                                + alter.table().sql() + " "
                                + alter.changes().stream()
                                        .map(TableChangePrinter::print)
                                        .collect(Collectors.joining(", "));
                    case Statement.DropTable drop ->
                        "DROP TABLE " + ifExists(drop.missingAllowed()) + names(drop.tables())
                                + cascade(drop.cascade());
                    case Statement.Truncate truncate ->
                        "TRUNCATE TABLE " + (truncate.only() ? "ONLY " : "") + names(truncate.tables())
                                + (truncate.restartIdentity() ? " RESTART IDENTITY" : "")
                                + cascade(truncate.cascade());
                    case Statement.CreateIndex create -> index(create);
                    case Statement.DropIndex drop ->
                        "DROP INDEX " + concurrently(drop.concurrently()) + ifExists(drop.missingAllowed())
                                + names(drop.indexes()) + cascade(drop.cascade());
                    case Statement.RenameIndex rename ->
                        "ALTER INDEX " + rename.index().sql() + " RENAME TO " + SqlName.quoted(rename.newName());
                    case Statement.AttachIndex attach ->
                        "ALTER INDEX " + attach.parent().sql() + " ATTACH PARTITION "
                                + attach.index().sql();
                    case Statement.AlterIndex alter ->
                        "ALTER INDEX " + alter.index().sql() + " " + alter.change();
                    case Statement.CreateEnum create ->
                        "CREATE TYPE " + create.type().sql() + " AS ENUM "
                                + create.labels().stream()
                                        .map(SqlName::literal)
                                        .collect(Collectors.joining(", ", "(", ")"));
                    case Statement.AddEnumValue add ->
                        "ALTER TYPE " + add.type().sql() + " ADD VALUE " + ifNotExists(add.missingOnly())
                                + SqlName.literal(add.label())
                                + add.before()
                                        .map(label -> " BEFORE " + SqlName.literal(label))
                                        .orElse("")
                                + add.after()
                                        .map(label -> " AFTER " + SqlName.literal(label))
                                        .orElse("");
                    case Statement.RenameEnumValue rename ->
                        "ALTER TYPE " + rename.type().sql() + " RENAME VALUE " + SqlName.literal(rename.label())
                                + " TO " + SqlName.literal(rename.newLabel());
                    case Statement.RenameType rename ->
                        "ALTER TYPE " + rename.type().sql() + " RENAME TO " + SqlName.quoted(rename.newName());
                    case Statement.DropType drop -> "DROP TYPE " + names(drop.types()) + cascade(drop.cascade());
                    case Statement.CreateDomain create ->
                        "CREATE DOMAIN " + create.domain().sql() + " " + create.definition();
                    case Statement.AlterDomain alter ->
                        "ALTER DOMAIN " + alter.domain().sql() + " " + domain(alter.change());
                    case Statement.CreateSchema create -> "CREATE SCHEMA " + SqlName.quoted(create.name());
                    case Statement.DropSchema drop ->
                        "DROP SCHEMA "
                                + drop.schemas().stream().map(SqlName::quoted).collect(Collectors.joining(", "))
                                + cascade(drop.cascade());
                    case Statement.CreateExtension create -> "CREATE EXTENSION " + SqlName.quoted(create.name());
                    case Statement.CreateSequence create ->
                        "CREATE SEQUENCE " + create.sequence().sql();
                    case Statement.CreateView create ->
                        "CREATE " + (create.replace() ? "OR REPLACE " : "")
                                + (create.materialized() ? "MATERIALIZED VIEW " : "VIEW ")
                                + create.view().sql() + " AS " + create.query()
                                + (create.withRows() ? "" : " WITH NO DATA");
                    case Statement.DropRelations drop ->
                        "DROP " + drop.kind().sql() + " " + ifExists(drop.missingAllowed()) + names(drop.relations())
                                + cascade(drop.cascade());
                    case Statement.RefreshMaterializedView refresh ->
                        "REFRESH MATERIALIZED VIEW " + concurrently(refresh.concurrently())
                                + refresh.view().sql() + (refresh.withRows() ? "" : " WITH NO DATA");
                    case Statement.LockTables lock ->
                        "LOCK TABLE " + (lock.only() ? "ONLY " : "") + names(lock.tables()) + " IN "
                                + lock.mode().sql() + " MODE";
                    case Statement.Reindex reindex ->
                        "REINDEX " + reindex.kind() + " " + concurrently(reindex.concurrently())
                                + reindex.target().sql();
                    case Statement.Vacuum vacuum ->
                        "VACUUM" + (vacuum.full() ? " FULL" : "") + (vacuum.analyze() ? " ANALYZE" : "")
                                + spaced(vacuum.tables());
                    case Statement.Analyze analyze -> "ANALYZE" + spaced(analyze.tables());
                    case Statement.Cluster cluster ->
                        "CLUSTER"
                                + cluster.table()
                                        .map(table -> " " + table.sql())
                                        .orElse("")
                                + cluster.index()
                                        .map(index -> " USING " + SqlName.quoted(index))
                                        .orElse("");
                    case Statement.TableObject _,
                            Statement.OtherObject _,
                            Statement.CreateStatistics _,
                            Statement.Comment _,
                            Statement.Grant _,
                            Statement.ChangeRows _,
                            Statement.Query _,
                            Statement.CodeBlock _,
                            Statement.Setting _,
                            Statement.TransactionControl _,
                            Statement.Unparsed _ -> null;
                });
    }

    private static String like(TableLike like) {
        String parts = like.including().size() == TableLike.Part.values().length
                ? " INCLUDING ALL"
                : like.including().stream()
                        .sorted()
                        .map(part -> " INCLUDING " + part)
                        .collect(Collectors.joining());
        return "LIKE " + like.source().sql() + parts;
    }

    private static String create(Statement.CreateTable create) {
        TableShape shape = create.shape();
        String elements = Stream.of(
                        shape.like().stream().map(StatementPrinter::like),
                        create.columns().stream().map(DefinitionPrinter::column),
                        create.constraints().stream().map(DefinitionPrinter::constraint))
                .flatMap(stream -> stream)
                .collect(Collectors.joining(", "));
        boolean bare = elements.isEmpty() && shape.partitionOf().isPresent();
        return "CREATE " + (shape.temporary() ? "TEMPORARY " : "") + "TABLE " + ifNotExists(shape.missingOnly())
                + create.table().sql()
                + shape.partitionOf()
                        .map(parent -> " PARTITION OF " + parent.sql())
                        .orElse("")
                + (bare ? "" : " (" + elements + ")")
                + (shape.bound().isEmpty() ? "" : " " + shape.bound())
                + (shape.inherits().isEmpty() ? "" : " INHERITS (" + names(shape.inherits()) + ")")
                + shape.partitionBy().map(key -> " PARTITION BY " + key).orElse("");
    }

    private static String index(Statement.CreateIndex create) {
        return "CREATE " + (create.unique() ? "UNIQUE " : "") + "INDEX " + concurrently(create.concurrently())
                + ifNotExists(create.missingOnly())
                + create.name().map(name -> SqlName.quoted(name) + " ").orElse("") + "ON "
                + (create.only() ? "ONLY " : "") + create.table().sql()
                + (create.method().equals("btree") ? "" : " USING " + SqlName.quoted(create.method()))
                + create.keys().stream().map(StatementPrinter::key).collect(Collectors.joining(", ", " (", ")"))
                + (create.included().isEmpty() ? "" : " INCLUDE " + DefinitionPrinter.names(create.included()))
                + (create.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "")
                + create.predicate().map(condition -> " WHERE " + condition).orElse("");
    }

    /// A name alone is a column; anything longer is an expression, or a column with its order.
    private static String key(String key) {
        boolean name = Lexer.tokens(key).size() == 1;
        return name ? SqlName.quoted(key) : key;
    }

    private static String domain(DomainChange change) {
        return switch (change) {
            case DomainChange.AddCheck check ->
                "ADD "
                        + check.name()
                                .map(name -> "CONSTRAINT " + SqlName.quoted(name) + " ")
                                .orElse("") + "CHECK (" + check.expression() + ")"
                        + (check.validated() ? "" : " NOT VALID");
            case DomainChange.ValidateConstraint validate -> "VALIDATE CONSTRAINT " + SqlName.quoted(validate.name());
            case DomainChange.SetNotNull _ -> "SET NOT NULL";
            case DomainChange.Other other -> other.text();
        };
    }

    static String cascade(boolean cascade) {
        return cascade ? " CASCADE" : "";
    }

    private static String concurrently(boolean concurrently) {
        return concurrently ? "CONCURRENTLY " : "";
    }

    private static String names(List<ObjectName> names) {
        return names.stream().map(ObjectName::sql).collect(Collectors.joining(", "));
    }

    private static String spaced(List<ObjectName> names) {
        return names.isEmpty() ? "" : " " + names(names);
    }
}
