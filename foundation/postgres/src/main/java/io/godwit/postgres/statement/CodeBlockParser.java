package io.godwit.postgres.statement;

import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.CodeBlock.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads a DO block as far as it is plain: statements one after the other, each with the conditions of the branches
/// around it, loops over constants, and `EXECUTE` of what constants decide. What is put together while it runs stays
/// unknown, but for what queries decide that somebody answers.
final class CodeBlockParser {
    private static final Set<String> SQL = Set.of(
            "create",
            "alter",
            "drop",
            "truncate",
            "comment",
            "insert",
            "update",
            "delete",
            "refresh",
            "reindex",
            "cluster",
            "vacuum",
            "analyze",
            "grant",
            "revoke",
            "set",
            "reset",
            "lock",
            "select",
            "with",
            "merge",
            "copy");
    private static final Set<String> SILENT =
            Set.of("null", "get", "open", "close", "fetch", "move", "commit", "rollback");
    private static final Set<String> LIST_ENDS = Set.of("end", "elsif", "elseif", "else", "when", "exception");
    private static final int MOST_ROUNDS = 200;
    private static final String UNKNOWN = "";

    private final StatementParser parser;
    private final BlockQueries queries;
    private final String body;
    private final BlockTokens tokens;
    private final BlockVariables variables;
    private final List<Part> found = new ArrayList<>();
    private boolean whole = true;
    private boolean left;
    private int rounds;

    private CodeBlockParser(StatementParser parser, BlockQueries queries, String body) {
        this.parser = parser;
        this.queries = queries;
        this.body = body;
        this.tokens = new BlockTokens(Lexer.tokens(body));
        this.variables = new BlockVariables(body);
    }

    /// From after `DO`.
    static Statement parse(Cursor cursor, StatementParser parser, BlockQueries queries) {
        String language = cursor.takes("language") ? cursor.next().value() : "plpgsql";
        String body = cursor.string();
        if (cursor.takes("language")) {
            language = cursor.next().value();
        }
        cursor.expectEnd();
        if (!language.equals("plpgsql")) {
            return new Statement.CodeBlock(List.of(), false);
        }
        CodeBlockParser block = new CodeBlockParser(parser, queries, body);
        int end = block.statements(0, List.of());
        block.whole &= end >= block.tokens.size();
        return new Statement.CodeBlock(block.found, block.whole);
    }

    /// Up to a word that ends a list of statements, which is not taken.
    private int statements(int from, List<String> conditions) {
        int at = from;
        while (at < tokens.size()) {
            Token first = tokens.get(at);
            if (first.kind() == Token.Kind.WORD && LIST_ENDS.contains(first.value())) {
                return at;
            }
            at = one(at, left ? with(conditions, UNKNOWN) : conditions);
        }
        return at;
    }

    private int one(int at, List<String> conditions) {
        return switch (tokens.get(at).value()) {
            case "<" -> tokens.upTo(at, ">") + 2;
            case ";" -> at + 1;
            case "declare" -> declarations(at + 1, conditions);
            case "begin" -> block(at + 1, conditions);
            case "if" -> branches(at, conditions);
            case "case" -> cases(at + 1, conditions);
            case "for", "foreach", "while", "loop" -> loop(at, conditions);
            default -> {
                int end = tokens.upTo(at, ";");
                statement(tokens.between(at, end), conditions);
                yield end + 1;
            }
        };
    }

    private static List<String> with(List<String> conditions, String condition) {
        return Stream.concat(conditions.stream(), Stream.of(condition)).toList();
    }

    private int declarations(int from, List<String> conditions) {
        int at = from;
        while (at < tokens.size() && !tokens.isWord(at, "begin")) {
            int end = tokens.upTo(at, ";");
            variables.declare(tokens.between(at, end));
            at = end + 1;
        }
        return at < tokens.size() ? block(at + 1, conditions) : at;
    }

    /// From after BEGIN. What an EXCEPTION part catches may be undone.
    private int block(int from, List<String> conditions) {
        int before = found.size();
        int at = statements(from, conditions);
        if (tokens.isWord(at, "exception")) {
            for (int i = before; i < found.size(); i++) {
                found.set(
                        i,
                        new Part(
                                with(found.get(i).conditions(), UNKNOWN),
                                found.get(i).statement()));
            }
            at++;
            while (tokens.isWord(at, "when")) {
                at = statements(tokens.upToWord(at, "then") + 1, with(conditions, UNKNOWN));
            }
        }
        return tokens.upTo(at, ";") + 1;
    }

    private int branches(int from, List<String> conditions) {
        int at = alternatives(from, conditions, "if", "elsif", "elseif");
        return tokens.upTo(at, ";") + 1;
    }

    /// `CASE WHEN …`, or `CASE value WHEN …`, whose values are not compared.
    private int cases(int from, List<String> conditions) {
        if (tokens.isWord(from, "when")) {
            return tokens.upTo(alternatives(from, conditions, "when"), ";") + 1;
        }
        int at = tokens.upToWord(from, "when");
        while (tokens.isWord(at, "when", "else")) {
            int begin = tokens.isWord(at, "else") ? at : tokens.upToWord(at, "then");
            at = statements(begin + 1, with(conditions, UNKNOWN));
        }
        return tokens.upTo(at, ";") + 1;
    }

    /// Conditions, each with its statements, and those of ELSE. A condition that reads is asked before its branch.
    private int alternatives(int from, List<String> conditions, String... words) {
        int at = from;
        List<String> reached = conditions;
        while (tokens.isWord(at, words)) {
            int then = tokens.upToWord(at + 1, "then");
            List<Token> asked = tokens.between(at + 1, then);
            String condition = variables.filledIn(asked);
            if (asked.stream().anyMatch(token -> token.isWord("from"))) {
                add(
                        reached,
                        "select 1 where ("
                                + (condition.equals(UNKNOWN)
                                        ? text(asked.getFirst().start(), asked)
                                        : condition) + ")");
            }
            at = statements(then + 1, with(reached, condition));
            reached = with(reached, condition.equals(UNKNOWN) ? UNKNOWN : "(" + condition + ") is not true");
        }
        return tokens.isWord(at, "else") ? statements(at + 1, reached) : at;
    }

    private int loop(int from, List<String> conditions) {
        int start = tokens.upToWord(from, "loop");
        LoopHead head = new LoopHead(tokens.between(from, start), body);
        Optional<List<Map<String, String>>> rows = rows(head);
        Optional<List<Map<String, String>>> values = rows.or(() -> head.values(variables)
                .map(all -> all.stream().map(value -> Map.of("", value)).toList()));
        head.query().ifPresent(query -> add(List.of(), query));
        whole &= !head.isPutTogether();
        if (head.condition().isEmpty()) {
            overValues(head, start + 1, values, conditions);
        } else {
            whileItHolds(head.condition(), start + 1, conditions);
        }
        return tokens.upTo(tokens.endOfLoop(start + 1), ";") + 1;
    }

    private void overValues(
            LoopHead head, int body, Optional<List<Map<String, String>>> values, List<String> conditions) {
        if (values.isEmpty()) {
            head.variable().ifPresent(variables::forget);
            anyTimes(body, conditions);
            return;
        }
        for (Map<String, String> value : values.get()) {
            head.variable().ifPresent(name -> variables.set(name, value));
            if (++rounds <= MOST_ROUNDS) {
                statements(body, left ? with(conditions, UNKNOWN) : conditions);
            } else {
                whole = false;
            }
        }
    }

    private void whileItHolds(List<Token> condition, int body, List<String> conditions) {
        Optional<Boolean> holds = variables.holds(condition);
        while (holds.orElse(false) && !left && ++rounds <= MOST_ROUNDS) {
            statements(body, conditions);
            holds = variables.holds(condition);
        }
        if (holds.orElse(true)) {
            anyTimes(body, conditions);
        }
    }

    /// How often the statements run, nobody knows, nor what those they assign are from the second time on.
    private void anyTimes(int body, List<String> conditions) {
        int known = found.size();
        boolean before = whole;
        statements(body, with(conditions, UNKNOWN));
        found.subList(known, found.size()).clear();
        whole = before;
        statements(body, with(conditions, UNKNOWN));
    }

    /// What `FOR row IN SELECT …` goes over, where somebody answers.
    private Optional<List<Map<String, String>>> rows(LoopHead head) {
        String filled = variables.filledIn(head.queried());
        return filled.equals(UNKNOWN) ? Optional.empty() : queries.rows(filled, List.copyOf(found));
    }

    private void statement(List<Token> statement, List<String> conditions) {
        if (statement.isEmpty()) {
            return;
        }
        Token first = statement.getFirst();
        String word = first.kind() == Token.Kind.WORD ? first.value() : "";
        switch (word) {
            case "execute" -> execute(statement, conditions);
            case "assert" -> {
                if (statement.stream().anyMatch(token -> token.isWord("from"))) {
                    add(conditions, "select " + text(first.end(), statement));
                }
            }
            case "perform" -> add(conditions, "select " + text(first.end(), statement));
            case "select" -> {
                String query = SelectedInto.withoutTarget(body, statement);
                if (conditions.contains(UNKNOWN)) {
                    variables.forgetTargets(statement);
                } else {
                    variables
                            .selected(statement, query)
                            .flatMap(asked -> queries.rows(asked, List.copyOf(found)))
                            .ifPresent(rows -> variables.answered(statement, rows));
                }
                add(conditions, query);
            }
            case "raise" -> {
                boolean level = statement.size() > 1
                        && Set.of("notice", "warning", "info", "log", "debug")
                                .contains(statement.get(1).value().toLowerCase(Locale.ROOT));
                if (!level) {
                    found.add(new Part(conditions, Optional.empty()));
                }
            }
            case "return" ->
                left |= statement.size() < 2
                        || !(statement.get(1).isWord("next") || statement.get(1).isWord("query"));
            case "exit", "continue" -> left = true;
            default -> {
                if (SQL.contains(word)) {
                    variables.forgetTargets(statement);
                    add(conditions, text(first.start(), statement));
                } else if (SILENT.contains(word)) {
                    variables.forgetTargets(statement);
                } else {
                    whole &= variables.assign(statement, conditions.contains(UNKNOWN));
                }
            }
        }
    }

    private void execute(List<Token> statement, List<String> conditions) {
        int end = 1;
        int depth = 0;
        while (end < statement.size()
                && !(depth == 0
                        && (statement.get(end).isWord("into")
                                || statement.get(end).isWord("using")))) {
            depth += statement.get(end).isSymbol("(") ? 1 : statement.get(end).isSymbol(")") ? -1 : 0;
            end++;
        }
        Optional<String> put = variables.constant(statement.subList(1, end));
        put.ifPresent(text -> parser.script(text).forEach(each -> found.add(new Part(conditions, Optional.of(each)))));
        whole &= put.isPresent();
        variables.forgetTargets(statement);
    }

    private String text(int start, List<Token> statement) {
        return body.substring(start, statement.getLast().end());
    }

    private void add(List<String> conditions, String text) {
        ParsedStatement parsed = parser.parse(text);
        found.add(new Part(conditions, Optional.of(parsed)));
    }
}
