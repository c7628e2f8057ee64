package io.godwit.postgres.statement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.ChangeRows.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.AbstractJSqlParser.Dialect;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.util.TablesNamesFinder;
import org.jspecify.annotations.Nullable;

/// Reads what changes or reads rows, with JSqlParser. Its tree is converted at once: it is loose, and changes between
/// releases.
final class RowStatementParser {
    /// JSqlParser takes ONLY for the table's name.
    private static final Pattern ONLY = Pattern.compile("(?i)^(update|delete\\s+from)\\s+only\\s+(?=[\\w\"])");

    private static final Pattern INTO = Pattern.compile(
            "(?is)\\sinto\\s+(?:(temporary|temp|unlogged)\\s+)?(?:table\\s+)?(?:[\\w$]+|\"[^\"]+\")(?:\\.(?:[\\w$]+|\"[^\"]+\"))?");

    private static final Pattern LEADING =
            Pattern.compile("(?is)^\\s*(insert\\s+into|update|delete\\s+from|merge\\s+into)\\s+(?:only\\s+)?"
                    + "((?:[\\w$]+|\"[^\"]+\")(?:\\.(?:[\\w$]+|\"[^\"]+\"))?)(?=[\\s(])");
    private static final Pattern SOURCE = Pattern.compile(
            "(?is)\\b(?:from|join)\\s+((?:[\\w$]+|\"[^\"]+\")(?:\\.(?:[\\w$]+|\"[^\"]+\"))?)(?![\\w.(])");
    private static final Pattern WHERE = Pattern.compile("(?i)\\bwhere\\b");

    private RowStatementParser() {}

    static Statement parse(String text, String defaultSchema) {
        try {
            return switch (CCJSqlParserUtil.parse(
                    ONLY.matcher(text).replaceFirst("$1 "), options -> options.withDialect(Dialect.POSTGRESQL))) {
                case Insert insert ->
                    new Statement.ChangeRows(Operation.INSERT, name(insert.getTable(), defaultSchema), false);
                case Update update ->
                    new Statement.ChangeRows(
                            Operation.UPDATE, name(update.getTable(), defaultSchema), update.getWhere() == null);
                case Delete delete ->
                    new Statement.ChangeRows(
                            Operation.DELETE, name(delete.getTable(), defaultSchema), delete.getWhere() == null);
                case Merge merge ->
                    new Statement.ChangeRows(Operation.UPDATE, name(merge.getTable(), defaultSchema), false);
                case PlainSelect select
                when select.getIntoTables() != null && !select.getIntoTables().isEmpty() ->
                    into(text, select, defaultSchema);
                case Select select -> new Statement.Query(tables(select, defaultSchema));
                case net.sf.jsqlparser.statement.Statement other ->
                    new Statement.Unparsed("a statement of a kind Godwit does not take apart ("
                            + other.getClass().getSimpleName() + ")");
            };
        } catch (JSQLParserException unknown) {
            return intoTemporary(text, defaultSchema)
                    .or(() -> leading(text, defaultSchema))
                    .orElseGet(() -> new Statement.Unparsed("neither Godwit's grammar nor JSqlParser knows this form"));
        }
    }

    /// What JSqlParser stumbles over still says at its beginning which table it changes, and a query what it
    /// reads from.
    private static Optional<Statement> leading(String text, String defaultSchema) {
        if (text.regionMatches(true, 0, "select", 0, "select".length())) {
            return Optional.of(new Statement.Query(SOURCE.matcher(text)
                    .results()
                    .map(found -> name(found.group(1), defaultSchema))
                    .distinct()
                    .toList()));
        }
        Matcher leading = LEADING.matcher(text);
        if (!leading.find()) {
            return Optional.empty();
        }
        String verb = leading.group(1).toLowerCase(Locale.ROOT);
        Operation operation = verb.startsWith("insert")
                ? Operation.INSERT
                : verb.startsWith("delete") ? Operation.DELETE : Operation.UPDATE;
        boolean every = (verb.startsWith("update") || verb.startsWith("delete"))
                && !WHERE.matcher(text).find();
        return Optional.of(new Statement.ChangeRows(operation, name(leading.group(2), defaultSchema), every));
    }

    private static ObjectName name(String written, String defaultSchema) {
        return new Cursor(written, Lexer.tokens(written), defaultSchema).objectName();
    }

    private static Statement into(String text, PlainSelect select, String defaultSchema) {
        Matcher into = INTO.matcher(text);
        boolean temporary = into.find()
                && into.group(1) != null
                && into.group(1).toLowerCase(Locale.ROOT).startsWith("temp");
        return new Statement.CreateTableAs(
                name(select.getIntoTables().getFirst(), defaultSchema),
                INTO.matcher(text).replaceFirst(" "),
                true,
                temporary,
                false);
    }

    /// JSqlParser knows `SELECT … INTO t`, not `INTO TEMP t`.
    private static Optional<Statement> intoTemporary(String text, String defaultSchema) {
        Matcher into = INTO.matcher(text);
        if (!text.regionMatches(true, 0, "select", 0, "select".length()) || !into.find() || into.group(1) == null) {
            return Optional.empty();
        }
        String target = into.group().strip().replaceFirst("(?i)^into\\s+\\w+\\s+(?:table\\s+)?", "");
        return Optional.of(new Statement.CreateTableAs(
                name(target, defaultSchema),
                INTO.matcher(text).replaceFirst(" "),
                true,
                !into.group(1).equalsIgnoreCase("unlogged"),
                false));
    }

    private static List<ObjectName> tables(Select select, String defaultSchema) {
        return new TablesNamesFinder<Void>()
                .getTables((net.sf.jsqlparser.statement.Statement) select).stream()
                        .map(name -> new Cursor(name, Lexer.tokens(name), defaultSchema).objectName())
                        .sorted()
                        .toList();
    }

    /// JSqlParser accepts some statements that name no table, or none where PostgreSQL wants one.
    private static ObjectName name(@Nullable Table table, String defaultSchema) {
        if (table == null || table.getName() == null) {
            throw new SyntaxProblem("no table is named where one is changed");
        }
        String schema = table.getSchemaName();
        return new ObjectName(schema == null ? defaultSchema : bare(schema), bare(table.getName()));
    }

    private static String bare(String name) {
        List<Token> tokens = Lexer.tokens(name);
        return tokens.isEmpty() ? name : tokens.getFirst().value();
    }
}
