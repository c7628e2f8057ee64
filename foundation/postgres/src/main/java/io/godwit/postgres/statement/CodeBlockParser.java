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
    private final List<Token> tokens;
    private final BlockVariables variables;
    private final List<Part> found = new ArrayList<>();
    private boolean whole = true;
    private boolean left;
    private int rounds;

    private CodeBlockParser(StatementParser parser, BlockQueries queries, String body) {
        this.parser = parser;
        this.queries = queries;
        this.body = body;
        this.tokens = Lexer.tokens(body);
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

    private boolean word(int at, String... words) {
        return at < tokens.size() && word(tokens.get(at), words);
    }

    private static boolean word(Token token, String... words) {
        return Stream.of(words).anyMatch(token::isWord);
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
            case "<" -> upTo(at, ">") + 2;
            case ";" -> at + 1;
            case "declare" -> declarations(at + 1, conditions);
            case "begin" -> block(at + 1, conditions);
            case "if" -> branches(at, conditions);
            case "case" -> cases(at + 1, conditions);
            case "for", "foreach", "while", "loop" -> loop(at, conditions);
            default -> {
                int end = upTo(at, ";");
                statement(tokens.subList(at, end), conditions);
                yield end + 1;
            }
        };
    }

    /// The next such symbol outside of parentheses.
    private int upTo(int from, String symbol) {
        int depth = 0;
        for (int at = from; at < tokens.size(); at++) {
            depth += tokens.get(at).isSymbol("(") ? 1 : tokens.get(at).isSymbol(")") ? -1 : 0;
            if (depth <= 0 && tokens.get(at).isSymbol(symbol)) {
                return at;
            }
        }
        return tokens.size();
    }

    /// The next such word outside of parentheses and of `CASE … END`.
    private int upToWord(int from, String... words) {
        int depth = 0;
        for (int at = from; at < tokens.size(); at++) {
            depth += tokens.get(at).isSymbol("(") || word(at, "case") ? 1 : 0;
            depth -= tokens.get(at).isSymbol(")") || depth > 0 && word(at, "end") ? 1 : 0;
            if (depth <= 0 && word(at, words)) {
                return at;
            }
        }
        return tokens.size();
    }

    private static List<String> with(List<String> conditions, String condition) {
        return Stream.concat(conditions.stream(), Stream.of(condition)).toList();
    }

    private int declarations(int from, List<String> conditions) {
        int at = from;
        while (at < tokens.size() && !word(at, "begin")) {
            int end = upTo(at, ";");
            variables.declare(tokens.subList(at, Math.min(end, tokens.size())));
            at = end + 1;
        }
        return at < tokens.size() ? block(at + 1, conditions) : at;
    }

    /// From after BEGIN. What an EXCEPTION part catches may be undone.
    private int block(int from, List<String> conditions) {
        int before = found.size();
        int at = statements(from, conditions);
        if (word(at, "exception")) {
            for (int i = before; i < found.size(); i++) {
                found.set(
                        i,
                        new Part(
                                with(found.get(i).conditions(), UNKNOWN),
                                found.get(i).statement()));
            }
            at++;
            while (word(at, "when")) {
                at = statements(upToWord(at, "then") + 1, with(conditions, UNKNOWN));
            }
        }
        return upTo(at, ";") + 1;
    }

    private int branches(int from, List<String> conditions) {
        int at = from;
        List<String> reached = conditions;
        while (word(at, "if", "elsif", "elseif")) {
            int then = upToWord(at + 1, "then");
            List<Token> asked = tokens.subList(Math.min(at + 1, then), then);
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
        if (word(at, "else")) {
            at = statements(at + 1, reached);
        }
        return upTo(at, ";") + 1;
    }

    private int cases(int from, List<String> conditions) {
        int at = upToWord(from, "when");
        while (word(at, "when", "else")) {
            int begin = word(at, "else") ? at : upToWord(at, "then");
            at = statements(begin + 1, with(conditions, UNKNOWN));
        }
        return upTo(at, ";") + 1;
    }

    private int loop(int from, List<String> conditions) {
        int start = upToWord(from, "loop");
        List<Token> head = tokens.subList(from, start);
        Optional<List<Map<String, String>>> rows = rows(head);
        Optional<List<Map<String, String>>> values = rows.or(() -> variables
                .loopedOver(head)
                .map(all -> all.stream().map(value -> Map.of("", value)).toList()));
        overRows(head);
        boolean before = whole;
        int at = start + 1;
        if (values.isEmpty()) {
            head.stream().skip(1).findFirst().ifPresent(variable -> variables.forget(variable.value()));
            at = statements(start + 1, with(conditions, UNKNOWN));
        } else if (values.get().isEmpty()) {
            int known = found.size();
            at = statements(start + 1, conditions);
            found.subList(known, found.size()).clear();
            whole = before;
        } else {
            for (Map<String, String> value : values.get()) {
                variables.set(head.get(1).value(), value);
                if (++rounds <= MOST_ROUNDS) {
                    at = statements(start + 1, left ? with(conditions, UNKNOWN) : conditions);
                } else {
                    whole = false;
                }
            }
        }
        return upTo(at, ";") + 1;
    }

    /// What `FOR row IN SELECT …` goes over, where somebody answers.
    private Optional<List<Map<String, String>>> rows(List<Token> head) {
        int query = query(head);
        if (query < 0) {
            return Optional.empty();
        }
        String filled = variables.filledIn(head.subList(query, head.size()));
        return filled.equals(UNKNOWN) ? Optional.empty() : queries.rows(filled, List.copyOf(found));
    }

    /// Where the query of a loop's head begins; -1 if it has none.
    private static int query(List<Token> head) {
        for (int i = 1; i + 1 < head.size() && head.getFirst().isWord("for"); i++) {
            Token next = head.get(i + 1);
            if (head.get(i).isWord("in") && (next.isWord("select") || next.isWord("with"))) {
                return i + 1;
            }
        }
        return -1;
    }

    /// `FOR row IN SELECT …`; of rows that are put together while it runs nothing is known.
    private void overRows(List<Token> head) {
        int query = query(head);
        if (query >= 0) {
            add(
                    List.of(),
                    body.substring(head.get(query).start(), head.getLast().end()));
        } else {
            for (int i = 1; i + 1 < head.size() && head.getFirst().isWord("for"); i++) {
                whole &= !(head.get(i).isWord("in") && head.get(i + 1).isWord("execute"));
            }
        }
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
            case "return" -> left |= statement.size() < 2 || !word(statement.get(1), "next", "query");
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
