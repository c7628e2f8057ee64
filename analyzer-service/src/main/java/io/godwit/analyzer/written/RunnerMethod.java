package io.godwit.analyzer.written;

import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.runner.QueryRunnerCall;
import io.godwit.analyzer.typeorm.runner.Unwritable;
import io.godwit.analyzer.typeorm.script.Declaration;
import io.godwit.analyzer.typeorm.script.Evaluation;
import io.godwit.analyzer.typeorm.script.Meaning;
import io.godwit.analyzer.typeorm.script.Program;
import io.godwit.analyzer.typeorm.script.Script;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.statement.StatementParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `up` or `down` of a migration class: the calls of its query runner, in the order of the text, also those in
/// functions
/// of the file the runner is handed to. MikroORM's classes have no runner; their `this.addSql` is the same.
final class RunnerMethod {
    /// Calls that change nothing.
    private static final String HARMLESS =
            "(start|commit|rollback)Transaction|connect|release|((has|get|is|find|check)(?!\\w*And)\\w*|\\w*[eE]xists?)";

    private static final Pattern READING = Pattern.compile("(?is)^[^(]*\\(?\\W*(?:select|show)\\b");
    private static final Pattern CHANGING =
            Pattern.compile("(?is)\\b(?:insert|update|delete|merge|into|setval|nextval|perform)\\b");

    private final Program program;
    private final Function method;
    private final Evaluation evaluation;
    private final Set<SyntaxNode> inside = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<WrittenStatement> statements = new ArrayList<>();

    RunnerMethod(Program program, Script script, SyntaxNode method) {
        this.program = program;
        this.method = new Function(script, method);
        this.evaluation = new Evaluation(program);
    }

    /// A function, and the file it is in.
    private record Function(Script script, SyntaxNode node) {}

    List<WrittenStatement> statements() {
        follow(method, parameters(method.node()).stream().findFirst().orElse("queryRunner"), new HashMap<>(), false);
        return statements;
    }

    /// What a function does with the runner.
    ///
    /// @param known the values of its parameters, as far as they are known
    /// @param reads whether its name says that it only looks
    private void follow(Function followed, String runner, Map<String, Value> known, boolean reads) {
        SyntaxNode function = followed.node();
        Script script = followed.script();
        inside.add(function);
        known.put("this", new Value.Fields(fields(script)));
        Set<SyntaxNode> forTheProgram = Collections.newSetFromMap(new IdentityHashMap<>());
        for (SyntaxNode local : function.descendants("variable_declarator")) {
            Optional<SyntaxNode> value = local.child("value");
            value.map(RunnerMethod::awaited).ifPresent(forTheProgram::add);
            local.child("name")
                    .filter(found -> found.is("identifier"))
                    .ifPresent(found -> value.ifPresent(
                            expression -> known.put(found.text(), evaluation.of(script, expression, known))));
        }
        Map<String, SyntaxNode> own = functions(function);
        for (SyntaxNode call : function.descendants("call_expression")) {
            if (own.values().stream().anyMatch(inner -> inner.start() <= call.start() && call.end() <= inner.end())) {
                continue;
            }
            Frame frame = new Frame(script, runner, known, own, reads || forTheProgram.contains(call));
            Optional<SyntaxNode> member = call.child("function").filter(found -> found.is("member_expression"));
            String object = part(member, "object").replaceFirst("\\.manager$|\\.connection$", "");
            String called = part(member, "property");
            if (object.equals("this") && called.equals("addSql")) {
                query(call, frame);
            } else if (object.equals(runner)) {
                if (!called.matches(HARMLESS)) {
                    called(call, called, frame);
                }
            } else {
                handedOn(call, object, called, frame);
            }
        }
        inside.remove(function);
    }

    /// What a call is read with.
    ///
    /// @param runner        what the function calls the query runner
    /// @param own           functions declared in it, which know its variables and are read where they are called
    /// @param forTheProgram whether the program keeps what the call gives
    private record Frame(
            Script script,
            String runner,
            Map<String, Value> known,
            Map<String, SyntaxNode> own,
            boolean forTheProgram) {}

    private static SyntaxNode awaited(SyntaxNode expression) {
        return expression.is("await_expression") && !expression.namedChildren().isEmpty()
                ? expression.namedChildren().getFirst()
                : expression;
    }

    /// A call of something else, which may be given the runner.
    private void handedOn(SyntaxNode call, String object, String method, Frame frame) {
        boolean ofThis = object.equals("this");
        String name = ofThis
                ? method
                : call.child("function")
                        .filter(found -> found.is("identifier"))
                        .map(SyntaxNode::text)
                        .orElse("");
        List<SyntaxNode> given = arguments(call);
        List<String> texts = given.stream().map(SyntaxNode::text).toList();
        int place = texts.indexOf(frame.runner());
        String shown = name.isEmpty() ? method : name;
        Optional<Function> function =
                name.isEmpty() ? Optional.empty() : ofThis ? method(frame.script(), name) : function(frame, name);
        boolean isOwn =
                function.map(Function::node).filter(frame.own()::containsValue).isPresent();
        if (function.isEmpty() || (place < 0 && !ofThis && !isOwn)) {
            if (place >= 0 && !shown.matches(HARMLESS)) {
                statements.add(notSql(call, "what " + shown + " does is not known"));
            }
            return;
        }
        if (inside.contains(function.get().node())) {
            return;
        }
        List<String> parameters = parameters(function.get().node());
        Map<String, Value> values = isOwn ? new HashMap<>(frame.known()) : new HashMap<>();
        for (int i = 0; i < Math.min(parameters.size(), given.size()); i++) {
            values.put(parameters.get(i), evaluation.of(frame.script(), given.get(i), frame.known()));
        }
        String runner = place >= 0 && place < parameters.size() ? parameters.get(place) : isOwn ? frame.runner() : "";
        follow(function.get(), runner, values, shown.matches(HARMLESS));
    }

    private static Optional<Function> method(Script script, String name) {
        return script.root().descendants("method_definition").stream()
                .filter(found -> part(Optional.of(found), "name").equals(name))
                .map(found -> new Function(script, found))
                .findFirst();
    }

    /// One declared in the calling function, in its file, or imported from another.
    private Optional<Function> function(Frame frame, String name) {
        Optional<Function> own =
                Optional.ofNullable(frame.own().get(name)).map(node -> new Function(frame.script(), node));
        return own.or(() -> program.value(frame.script(), name) instanceof Meaning.Declared(Declaration found)
                ? body(found.node()).map(node -> new Function(found.script(), node))
                : Optional.empty());
    }

    /// Functions with a name that are declared inside another.
    private static Map<String, SyntaxNode> functions(SyntaxNode outer) {
        Map<String, SyntaxNode> functions = new HashMap<>();
        Stream.concat(
                        outer.descendants("function_declaration").stream(),
                        outer.descendants("variable_declarator").stream())
                .forEach(found -> body(found).ifPresent(body -> functions.put(part(Optional.of(found), "name"), body)));
        return functions;
    }

    /// The function a declaration gives a name to.
    private static Optional<SyntaxNode> body(SyntaxNode declaration) {
        return declaration.is("function_declaration")
                ? Optional.of(declaration)
                : declaration
                        .child("value")
                        .filter(value -> value.is("arrow_function") || value.is("function_expression"));
    }

    /// What the methods of the class find in `this`.
    private SequencedMap<String, Value> fields(Script script) {
        SequencedMap<String, Value> fields = new LinkedHashMap<>();
        for (SyntaxNode field : script.root().descendants("public_field_definition")) {
            field.child("name")
                    .ifPresent(name -> field.child("value")
                            .ifPresent(value -> fields.put(name.text(), evaluation.of(script, value, Map.of()))));
        }
        return fields;
    }

    /// The names a function gives its parameters.
    private static List<String> parameters(SyntaxNode function) {
        return function
                .child("parameters")
                .or(() -> function.child("parameter"))
                .map(found -> found.is("identifier") ? List.of(found) : found.namedChildren())
                .orElse(List.of())
                .stream()
                .map(parameter -> parameter.child("pattern").orElse(parameter).text())
                .toList();
    }

    private static String part(Optional<SyntaxNode> node, String field) {
        return node.flatMap(found -> found.child(field)).map(SyntaxNode::text).orElse("");
    }

    private static List<SyntaxNode> arguments(SyntaxNode call) {
        return call.child("arguments").map(Evaluation::expressionsOf).orElse(List.of());
    }

    private void called(SyntaxNode call, String called, Frame frame) {
        if (called.equals("query")) {
            query(call, frame);
            return;
        }
        List<Value> values = arguments(call).stream()
                .map(argument -> evaluation.of(frame.script(), argument, frame.known()))
                .toList();
        QueryRunnerCall made = new QueryRunnerCall(called, values);
        try {
            for (String sql : made.statements()) {
                for (ParsedStatement parsed : StatementParser.inPublic().script(sql)) {
                    statements.add(new WrittenStatement(parsed, call.location()));
                }
            }
        } catch (Unwritable problem) {
            WrittenStatement open = notSql(call, problem.why());
            statements.add(
                    new WrittenStatement(open.parsed(), open.location(), Optional.of(problem.why()), made.makes()));
        }
    }

    private void query(SyntaxNode call, Frame frame) {
        List<Value> values = arguments(call).stream()
                .map(argument -> evaluation.of(frame.script(), argument, frame.known()))
                .toList();
        Optional<String> sql = values.stream().findFirst().flatMap(Value::asText);
        boolean hasParameters = values.size() > 1
                && !(values.get(1) instanceof Value.Items(List<Value> none) && none.isEmpty())
                && values.get(1).isPresent();
        if (frame.forTheProgram() && onlyReads(sql.orElse(call.text()))) {
            return;
        }
        if (sql.isEmpty() || hasParameters) {
            statements.add(
                    notSql(call, sql.isEmpty() ? "its SQL is put together at run time" : "its SQL has parameters"));
            return;
        }
        statements.addAll(SqlText.statements(
                call.location().file(),
                sql.get(),
                arguments(call).getFirst().location().line()));
    }

    /// Rows the program looks at; what it does with them is told where it does it.
    private static boolean onlyReads(String sql) {
        return READING.matcher(sql).find() && !CHANGING.matcher(sql).find();
    }

    private static WrittenStatement notSql(SyntaxNode call, String why) {
        return new WrittenStatement(
                new ParsedStatement(call.text(), new Statement.Unparsed(why)), call.location(), Optional.of(why));
    }
}
