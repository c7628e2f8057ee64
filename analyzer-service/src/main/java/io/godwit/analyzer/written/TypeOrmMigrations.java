package io.godwit.analyzer.written;

import static io.godwit.analyzer.written.MigrationPaths.name;

import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.query.SourceString;
import io.godwit.analyzer.query.StringExpressions;
import io.godwit.analyzer.syntax.Grammar;
import io.godwit.analyzer.syntax.SourceParser;
import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.written.Script.Direction;
import io.godwit.model.SourceLocation;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Migration classes of TypeORM: the SQL their `up` and `down` give to `queryRunner.query`. What they do by other
/// methods of the query runner, or by SQL that is put together at run time, is kept as not understood.
final class TypeOrmMigrations implements MigrationFormat {
    @Override
    public boolean reads(String path) {
        return path.matches(".*\\.[cm]?[jt]s") && !path.endsWith(".d.ts") && path.matches("(?i).*migration.*");
    }

    @Override
    public List<Script> read(SourceFile file) {
        if (!file.text().contains("MigrationInterface") && !file.text().contains("queryRunner")) {
            return List.of();
        }
        Optional<Grammar> grammar = Grammar.ofPath(file.path());
        if (grammar.isEmpty()) {
            return List.of();
        }
        SyntaxNode tree;
        try {
            tree = SourceParser.treeSitter().parse(grammar.get(), file);
        } catch (ModelUnreadable tooLarge) {
            return List.of();
        }
        List<Script> scripts = new ArrayList<>();
        for (SyntaxNode method : tree.descendants("method_definition")) {
            String called = method.child("name").map(SyntaxNode::text).orElse("");
            if (called.equals("up") || called.equals("down")) {
                scripts.add(new Script(
                        "TypeORM",
                        file.path(),
                        name(file.path()),
                        called.equals("up") ? Direction.UP : Direction.DOWN,
                        statements(file.path(), method),
                        List.of(),
                        method.location()));
            }
        }
        return scripts;
    }

    private static List<WrittenStatement> statements(String path, SyntaxNode method) {
        String runner = method.descendants("required_parameter").stream()
                .flatMap(parameter -> parameter.child("pattern").stream())
                .map(SyntaxNode::text)
                .findFirst()
                .or(() -> method.child("parameters").stream()
                        .flatMap(parameters -> parameters.namedChildren().stream())
                        .map(SyntaxNode::text)
                        .findFirst())
                .orElse("queryRunner");
        List<WrittenStatement> statements = new ArrayList<>();
        for (SyntaxNode call : method.descendants("call_expression")) {
            Optional<SyntaxNode> function = call.child("function").filter(found -> found.is("member_expression"));
            String object = part(function, "object").replaceFirst("\\.manager$|\\.connection$", "");
            if (!object.equals(runner)) {
                continue;
            }
            String called = part(function, "property");
            if (called.equals("query")) {
                query(path, call, statements);
            } else if (!called.matches("(start|commit|rollback)Transaction|connect|release|has\\w+|get\\w+")) {
                statements.add(notSql(call, runner + "." + called + "(...) is not SQL"));
            }
        }
        return statements;
    }

    private static String part(Optional<SyntaxNode> member, String field) {
        return member.flatMap(found -> found.child(field)).map(SyntaxNode::text).orElse("");
    }

    private static void query(String path, SyntaxNode call, List<WrittenStatement> statements) {
        Optional<SourceString> sql = call.child("arguments")
                .flatMap(arguments -> arguments.namedChildren().stream().findFirst())
                .flatMap(StringExpressions.literal()::read);
        if (sql.isEmpty() || sql.get().hasHoles()) {
            statements.add(notSql(call, "its SQL is put together at run time"));
            return;
        }
        SourceLocation location = sql.get().location();
        statements.addAll(SqlText.statements(path, sql.get().text(""), location.line()));
    }

    private static WrittenStatement notSql(SyntaxNode call, String why) {
        return new WrittenStatement(
                new ParsedStatement(call.text(), new Statement.Unparsed(why)), call.location(), Optional.of(why));
    }
}
