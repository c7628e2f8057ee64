package io.godwit.analyzer.python;

import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.python.Expression.Argument;
import io.godwit.analyzer.python.Statement.Assignment;
import io.godwit.analyzer.python.Statement.Bare;
import io.godwit.analyzer.python.Statement.Branch;
import io.godwit.analyzer.python.Statement.ClassDefinition;
import io.godwit.analyzer.python.Statement.Extension;
import io.godwit.analyzer.python.Statement.FunctionDefinition;
import io.godwit.analyzer.python.Statement.Import;
import io.godwit.analyzer.python.Statement.ImportFrom;
import io.godwit.analyzer.python.Statement.Return;
import io.godwit.analyzer.syntax.Grammar;
import io.godwit.analyzer.syntax.SourceParser;
import io.godwit.analyzer.syntax.SyntaxErrors;
import io.godwit.analyzer.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// From a syntax tree to statements.
final class StatementReading {
    /// More of them are no code that people wrote.
    private static final int MOST_ALTERNATIVES = 200;

    private StatementReading() {}

    static PythonModule read(SourceFile file) {
        SyntaxNode root = SourceParser.treeSitter().parse(Grammar.PYTHON, file);
        Optional<Integer> damaged = SyntaxErrors.first(root).map(SyntaxNode::line);
        return new PythonModule(file.path(), block(root), damaged);
    }

    private static List<Statement> block(SyntaxNode block) {
        List<Statement> statements = new ArrayList<>();
        block.namedChildren().forEach(child -> statement(child, List.of(), statements));
        return statements;
    }

    private static List<Statement> block(Optional<SyntaxNode> block) {
        return block.map(StatementReading::block).orElse(List.of());
    }

    private static void statement(SyntaxNode node, List<Expression> decorators, List<Statement> into) {
        switch (node.kind()) {
            case "import_statement" -> imports(node, into);
            case "import_from_statement" -> importsFrom(node, into);
            case "expression_statement" ->
                node.namedChildren().forEach(expression -> expressionStatement(expression, into));
            case "class_definition" -> into.add(classDefinition(node, decorators));
            case "function_definition" -> into.add(functionDefinition(node, decorators));
            case "decorated_definition" -> {
                List<Expression> found = node.children("decorator").stream()
                        .flatMap(decorator -> decorator.namedChildren().stream().limit(1))
                        .map(ExpressionReading::read)
                        .toList();
                node.child("definition").ifPresent(definition -> statement(definition, found, into));
            }
            case "if_statement" -> into.add(ifStatement(node));
            case "try_statement" -> into.add(tryStatement(node));
            case "with_statement" -> withStatement(node, into);
            case "for_statement" -> into.add(loop(node));
            // What such a loop does is only known when the program runs.
            case "while_statement" -> into.add(new Bare(new Expression.Opaque(node.text(), node.line()), node.line()));
            case "return_statement" ->
                into.add(new Return(
                        node.namedChildren().stream()
                                .findFirst()
                                .map(ExpressionReading::read)
                                .orElse(new Expression.Constant("None", node.line())),
                        node.line()));
            // What stands in broken text may still be a whole declaration.
            case SyntaxNode.ERROR -> node.namedChildren().forEach(child -> statement(child, List.of(), into));
            default -> {}
        }
    }

    private static Statement.Loop loop(SyntaxNode node) {
        List<String> variables = node
                .child("left")
                .map(left -> left.is("identifier") ? List.of(left) : left.descendants("identifier"))
                .orElse(List.of())
                .stream()
                .map(SyntaxNode::text)
                .toList();
        Expression source =
                node.child("right").map(ExpressionReading::read).orElse(new Expression.Opaque("", node.line()));
        return new Statement.Loop(
                new Expression.Comprehension(
                        new Expression.Constant("None", node.line()), variables, source, List.of(), node.line()),
                block(node.child("body")),
                node.text(),
                node.line());
    }

    /// `with call() as name:` binds the name for what stands in it.
    private static void withStatement(SyntaxNode node, List<Statement> into) {
        for (SyntaxNode bound : node.descendants("as_pattern")) {
            Optional<SyntaxNode> target = bound.firstOfKind("as_pattern_target");
            if (target.isPresent()
                    && node.child("body")
                            .filter(body -> bound.start() < body.start())
                            .isPresent()) {
                into.add(new Assignment(
                        new Expression.Name(target.get().text(), bound.line()),
                        Optional.empty(),
                        bound.namedChildren().stream().findFirst().map(ExpressionReading::read),
                        bound.line()));
            }
        }
        into.addAll(block(node.child("body")));
    }

    private static void expressionStatement(SyntaxNode node, List<Statement> into) {
        switch (node.kind()) {
            case "assignment" -> assignment(node, into);
            case "augmented_assignment" -> {
                Optional<SyntaxNode> left = node.child("left");
                Optional<SyntaxNode> right = node.child("right");
                if (left.isPresent() && right.isPresent()) {
                    into.add(new Extension(
                            ExpressionReading.read(left.get()),
                            node.child("operator").map(SyntaxNode::text).orElse(""),
                            ExpressionReading.read(right.get()),
                            node.line()));
                }
            }
            case "comment" -> {}
            default -> into.add(new Bare(ExpressionReading.read(node), node.line()));
        }
    }

    /// `a = b = value` assigns the value to both.
    private static void assignment(SyntaxNode node, List<Statement> into) {
        List<SyntaxNode> targets = new ArrayList<>();
        Optional<SyntaxNode> value = Optional.of(node);
        while (value.filter(found -> found.is("assignment")).isPresent()) {
            value.flatMap(found -> found.child("left")).ifPresent(targets::add);
            value = value.flatMap(found -> found.child("right"));
        }
        Optional<Expression> assigned = value.map(ExpressionReading::read);
        Optional<Expression> annotation = node.child("type").map(ExpressionReading::read);
        targets.forEach(
                target -> into.add(new Assignment(ExpressionReading.read(target), annotation, assigned, node.line())));
    }

    private static void imports(SyntaxNode node, List<Statement> into) {
        for (SyntaxNode name : node.children("dotted_name")) {
            String dotted = name.text();
            into.add(new Import(dotted, dotted.replaceFirst("\\..*", ""), node.line()));
        }
        for (SyntaxNode aliased : node.children("aliased_import")) {
            into.add(new Import(text(aliased, "name"), text(aliased, "alias"), node.line()));
        }
    }

    private static void importsFrom(SyntaxNode node, List<Statement> into) {
        String source = text(node, "module_name").replaceAll("\\s", "");
        int level = 0;
        while (level < source.length() && source.charAt(level) == '.') {
            level++;
        }
        String module = source.substring(level);
        for (SyntaxNode name : node.children()) {
            if (name.is("wildcard_import")) {
                into.add(new ImportFrom(module, level, "*", "*", node.line()));
            } else if (name.field().equals("name")) {
                boolean aliased = name.is("aliased_import");
                String imported = aliased ? text(name, "name") : name.text();
                String alias = aliased ? text(name, "alias") : imported;
                into.add(new ImportFrom(module, level, imported, alias, node.line()));
            }
        }
    }

    private static ClassDefinition classDefinition(SyntaxNode node, List<Expression> decorators) {
        List<Argument> arguments =
                node.child("superclasses").map(ExpressionReading::arguments).orElse(List.of());
        return new ClassDefinition(
                text(node, "name"),
                arguments.stream()
                        .filter(argument -> argument.name().isEmpty())
                        .map(Argument::value)
                        .toList(),
                arguments.stream()
                        .filter(argument -> !argument.name().isEmpty())
                        .toList(),
                decorators,
                block(node.child("body")),
                node.line());
    }

    private static FunctionDefinition functionDefinition(SyntaxNode node, List<Expression> decorators) {
        List<Argument> defaults = node.child("parameters").stream()
                .flatMap(parameters -> parameters.namedChildren().stream())
                .filter(parameter -> parameter.kind().endsWith("default_parameter"))
                .flatMap(parameter -> parameter.child("value").stream()
                        .map(value -> new Argument(text(parameter, "name"), ExpressionReading.read(value))))
                .toList();
        List<String> parameters = node.child("parameters").stream()
                .flatMap(all -> all.namedChildren().stream())
                .filter(parameter -> !parameter.is("comment"))
                .map(StatementReading::parameter)
                .toList();
        return new FunctionDefinition(
                text(node, "name"),
                parameters,
                defaults,
                node.child("return_type").map(ExpressionReading::read),
                decorators,
                block(node.child("body")),
                node.line());
    }

    /// `name`, `*name` or `**name`, without type and default.
    private static String parameter(SyntaxNode node) {
        return switch (node.kind()) {
            case "typed_parameter" ->
                node.namedChildren().stream().findFirst().map(SyntaxNode::text).orElse("");
            case "default_parameter", "typed_default_parameter" -> text(node, "name");
            default -> node.text();
        };
    }

    private static Branch ifStatement(SyntaxNode node) {
        List<Statement> otherwise = List.of();
        List<SyntaxNode> alternatives = node.children().reversed();
        for (SyntaxNode alternative : alternatives) {
            if (alternative.is("elif_clause") && alternatives.size() < MOST_ALTERNATIVES) {
                otherwise = List.of(new Branch(
                        alternative.child("condition").map(ExpressionReading::read),
                        block(alternative.child("consequence")),
                        otherwise,
                        alternative.line()));
            } else if (alternative.is("else_clause")) {
                otherwise = block(alternative.child("body"));
            }
        }
        return new Branch(
                node.child("condition").map(ExpressionReading::read),
                block(node.child("consequence")),
                otherwise,
                node.line());
    }

    private static Branch tryStatement(SyntaxNode node) {
        List<Statement> body = new ArrayList<>(block(node.child("body")));
        List<Statement> otherwise = new ArrayList<>();
        for (SyntaxNode clause : node.namedChildren()) {
            Stream<SyntaxNode> blocks = clause.children("block").stream();
            if (clause.is("else_clause") || clause.is("finally_clause")) {
                blocks.forEach(block -> body.addAll(block(block)));
            } else if (clause.kind().startsWith("except")) {
                blocks.forEach(block -> otherwise.addAll(block(block)));
            }
        }
        return new Branch(Optional.empty(), body, otherwise, node.line());
    }

    private static String text(SyntaxNode node, String field) {
        return node.child(field).map(SyntaxNode::text).orElse("");
    }
}
