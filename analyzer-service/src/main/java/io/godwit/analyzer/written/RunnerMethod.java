package io.godwit.analyzer.written;

import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.runner.QueryRunnerCall;
import io.godwit.analyzer.typeorm.runner.Unwritable;
import io.godwit.analyzer.typeorm.script.Evaluation;
import io.godwit.analyzer.typeorm.script.Program;
import io.godwit.analyzer.typeorm.script.Script;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.statement.StatementParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// `up` or `down` of a migration class: the calls of its query runner, in the order of the text.
final class RunnerMethod {
    /// Calls that change nothing.
    private static final String HARMLESS = "(start|commit|rollback)Transaction|connect|release|has\\w+|get\\w+";

    private final Script script;
    private final SyntaxNode method;
    private final Evaluation evaluation;
    private final Map<String, Value> known = new HashMap<>();
    private final List<WrittenStatement> statements = new ArrayList<>();

    RunnerMethod(Program program, Script script, SyntaxNode method) {
        this.script = script;
        this.method = method;
        this.evaluation = new Evaluation(program);
    }

    List<WrittenStatement> statements() {
        known.put("this", new Value.Fields(fields()));
        for (SyntaxNode local : method.descendants("variable_declarator")) {
            local.child("name")
                    .filter(found -> found.is("identifier"))
                    .ifPresent(found -> local.child("value").ifPresent(value -> known.put(found.text(), of(value))));
        }
        String runner = runner();
        for (SyntaxNode call : method.descendants("call_expression")) {
            Optional<SyntaxNode> function = call.child("function").filter(found -> found.is("member_expression"));
            String object = part(function, "object").replaceFirst("\\.manager$|\\.connection$", "");
            String called = part(function, "property");
            if (object.equals(runner) && !called.matches(HARMLESS)) {
                called(call, called);
            }
        }
        return statements;
    }

    /// What the methods of the class find in `this`.
    private SequencedMap<String, Value> fields() {
        SequencedMap<String, Value> fields = new LinkedHashMap<>();
        for (SyntaxNode field : script.root().descendants("public_field_definition")) {
            field.child("name")
                    .ifPresent(name -> field.child("value").ifPresent(value -> fields.put(name.text(), of(value))));
        }
        return fields;
    }

    private Value of(SyntaxNode expression) {
        return evaluation.of(script, expression, known);
    }

    /// What the method calls the query runner.
    private String runner() {
        return method.descendants("required_parameter").stream()
                .flatMap(parameter -> parameter.child("pattern").stream())
                .map(SyntaxNode::text)
                .findFirst()
                .or(() -> method.child("parameters").stream()
                        .flatMap(parameters -> parameters.namedChildren().stream())
                        .map(SyntaxNode::text)
                        .findFirst())
                .orElse("queryRunner");
    }

    private static String part(Optional<SyntaxNode> member, String field) {
        return member.flatMap(found -> found.child(field)).map(SyntaxNode::text).orElse("");
    }

    private void called(SyntaxNode call, String called) {
        List<SyntaxNode> arguments =
                call.child("arguments").map(Evaluation::expressionsOf).orElse(List.of());
        if (called.equals("query")) {
            query(call, arguments);
            return;
        }
        try {
            for (String sql :
                    new QueryRunnerCall(called, arguments.stream().map(this::of).toList()).statements()) {
                for (ParsedStatement parsed : StatementParser.inPublic().script(sql)) {
                    statements.add(new WrittenStatement(parsed, call.location()));
                }
            }
        } catch (Unwritable problem) {
            statements.add(notSql(call, problem.why()));
        }
    }

    private void query(SyntaxNode call, List<SyntaxNode> arguments) {
        Optional<String> sql = arguments.stream().findFirst().map(this::of).flatMap(Value::asText);
        boolean hasParameters = arguments.size() > 1
                && !(of(arguments.get(1)) instanceof Value.Items(List<Value> none) && none.isEmpty())
                && of(arguments.get(1)).isPresent();
        if (sql.isEmpty() || hasParameters) {
            statements.add(
                    notSql(call, sql.isEmpty() ? "its SQL is put together at run time" : "its SQL has parameters"));
            return;
        }
        statements.addAll(SqlText.statements(
                call.location().file(),
                sql.get(),
                arguments.getFirst().location().line()));
    }

    private static WrittenStatement notSql(SyntaxNode call, String why) {
        return new WrittenStatement(
                new ParsedStatement(call.text(), new Statement.Unparsed(why)), call.location(), Optional.of(why));
    }
}
