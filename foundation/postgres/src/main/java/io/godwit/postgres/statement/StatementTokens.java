package io.godwit.postgres.statement;

import java.util.ArrayList;
import java.util.List;

/// Cuts a script into the tokens of its statements, at semicolons. Those of a function's body `BEGIN ATOMIC … END` and
/// of
/// the actions of a rule (`DO ALSO (…; …)`) belong to their statement, as for psql.
final class StatementTokens {
    private final List<List<Token>> statements = new ArrayList<>();
    private List<Token> current = new ArrayList<>();
    private int blocks;
    private int parentheses;

    private StatementTokens() {}

    /// @throws SyntaxProblem for a quote or comment that is not closed
    static List<List<Token>> of(String script) {
        StatementTokens cut = new StatementTokens();
        Lexer.tokens(PsqlScript.withoutItsOwn(script)).forEach(cut::take);
        cut.close();
        return cut.statements;
    }

    private void take(Token token) {
        if (token.isSymbol(";") && blocks == 0 && (parentheses == 0 || !isRule())) {
            close();
            return;
        }
        parentheses += token.isSymbol("(") ? 1 : 0;
        parentheses -= token.isSymbol(")") ? 1 : 0;
        if (token.isWord("atomic") && !current.isEmpty() && current.getLast().isWord("begin")) {
            blocks = 1;
        } else if (blocks > 0) {
            blocks += token.isWord("case") ? 1 : 0;
            blocks -= token.isWord("end") ? 1 : 0;
        }
        current.add(token);
    }

    private boolean isRule() {
        return current.size() > 3
                && current.getFirst().isWord("create")
                && (current.get(1).isWord("rule") || current.get(3).isWord("rule"));
    }

    private void close() {
        if (!current.isEmpty()) {
            statements.add(current);
        }
        current = new ArrayList<>();
        blocks = 0;
        parentheses = 0;
    }
}
