package io.godwit.analyzer.query;

import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.query.FoundString.Use;
import io.godwit.analyzer.syntax.Grammar;
import io.godwit.analyzer.syntax.SourceParser;
import io.godwit.analyzer.syntax.SyntaxNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the strings of source files by their syntax trees.
final class SourceStrings {
    private static final Set<String> CALLS = Set.of(
            "call_expression",
            "call",
            "method_invocation",
            "object_creation_expression",
            "annotation",
            "constructor_invocation",
            "new_expression");

    private final List<ModelUnreadable> unread = new ArrayList<>();
    private final Map<SourceFile, SyntaxNode> trees = new HashMap<>();
    private final Map<SourceFile, Constants> constants = new HashMap<>();

    /// @param files of one side of a change; those of unknown languages, and those too large, are left out
    SourceStrings(List<SourceFile> files) {
        for (SourceFile file : files) {
            Grammar.ofPath(file.path()).ifPresent(grammar -> {
                try {
                    SyntaxNode tree = SourceParser.treeSitter().parse(grammar, file);
                    trees.put(file, tree);
                    constants.put(file, Constants.of(tree));
                } catch (ModelUnreadable tooLarge) {
                    trees.remove(file);
                    unread.add(tooLarge);
                }
            });
        }
    }

    /// Files of known languages that were left out.
    List<ModelUnreadable> unread() {
        return unread;
    }

    /// The strings of one file, each as long as its expression goes, in the order of the text.
    List<FoundString> of(SourceFile file) {
        Optional<Grammar> grammar = Grammar.ofPath(file.path());
        SyntaxNode tree = trees.get(file);
        if (grammar.isEmpty() || tree == null) {
            return List.of();
        }
        StringExpressions expressions = new StringExpressions(name -> constant(file, name));
        List<FoundString> found = new ArrayList<>();
        Optional<String> other = ForeignQueries.ofImports(file.text());
        Surroundings surroundings = new Surroundings(expressions, grammar.get(), speaksOfObjects(file.text()), other);
        walk(tree, new ArrayDeque<>(), surroundings, found);
        return found;
    }

    private Optional<SourceString> constant(SourceFile file, String expression) {
        Optional<SourceString> whole =
                expression.matches("[\\w$]+\\.[\\w$]+") ? constant(file, expression, expression) : Optional.empty();
        return whole.or(() -> constant(file, expression, expression.substring(expression.lastIndexOf('.') + 1)));
    }

    private Optional<SourceString> constant(SourceFile file, String expression, String name) {
        Optional<SourceString> own = Optional.ofNullable(constants.get(file)).flatMap(each -> each.value(name));
        if (own.isPresent()) {
            return own;
        }
        List<SourceString> elsewhere = constants.entrySet().stream()
                .filter(each -> !each.getKey().equals(file))
                .flatMap(each -> each.getValue().value(name).stream())
                .toList();
        String root = expression.replaceFirst("\\..*", "");
        return elsewhere.size() == 1 && Constants.isImported(file.text(), root)
                ? Optional.of(elsewhere.getFirst())
                : Optional.empty();
    }

    /// What is the same for all strings of a file.
    private record Surroundings(
            StringExpressions expressions, Grammar grammar, boolean objects, Optional<String> otherDatabase) {}

    private static void walk(
            SyntaxNode node, Deque<SyntaxNode> above, Surroundings surroundings, List<FoundString> found) {
        if (StringExpressions.isString(node)) {
            surroundings.expressions().read(node).ifPresent(string -> found.add(describe(string, above, surroundings)));
        }
        above.push(node);
        for (SyntaxNode child : node.children()) {
            boolean partOfString = StringExpressions.isString(node)
                    && !child.kind().contains("interpol")
                    && !child.is("template_substitution");
            if (child.isNamed() && !partOfString) {
                walk(child, above, surroundings, found);
            }
        }
        above.pop();
    }

    private static FoundString describe(SourceString string, Deque<SyntaxNode> above, Surroundings surroundings) {
        String callee = "";
        String call = "";
        Use use = Use.PLAIN;
        int depth = 0;
        for (SyntaxNode node : above) {
            if (CALLS.contains(node.kind())) {
                String called = called(node);
                boolean tagged = depth == 0
                        && node.child("arguments")
                                .filter(arguments -> arguments.is("template_string"))
                                .isPresent();
                if (tagged) {
                    use = Use.TAGGED;
                } else if (called.matches("(?s).*(?:Sprintf|\\.format|\\.formatted)\\b.*")) {
                    use = Use.FORMATTED;
                } else if (isObjectQuery(called, node, surroundings.objects())) {
                    use = Use.OBJECT_QUERY;
                }
                callee = called + " " + callee;
                call = depth == 0 ? called : call;
                if (depth > 0 || tagged) {
                    break;
                }
                depth++;
            } else if (node.is("throw_statement") || node.is("raise_statement")) {
                call = "throw";
                break;
            } else if (node.is("binary_operator") || node.is("binary")) {
                use = use == Use.PLAIN && !StringExpressions.isString(node) ? Use.FORMATTED : use;
            } else if (node.kind()
                    .matches("variable_declarator|assignment|const_spec|property_declaration|pair"
                            + "|short_var_declaration|keyword_argument")) {
                callee = declared(node) + " " + callee;
            } else if (node.kind().matches(".*(function|method|class|statement|block|program|module).*")) {
                break;
            }
        }
        return new FoundString(
                string, Optional.of(surroundings.grammar()), callee.strip(), call, use, surroundings.otherDatabase());
    }

    private static String declared(SyntaxNode declaration) {
        return declaration
                .child("name")
                .or(() -> declaration.child("left"))
                .or(() -> declaration.child("key"))
                .or(() -> declaration.firstOfKind("variable_declaration"))
                .map(SyntaxNode::text)
                .orElse("");
    }

    private static String called(SyntaxNode call) {
        String name = call.child("function")
                .or(() -> call.child("name"))
                .or(() -> call.child("method"))
                .or(() -> call.child("constructor"))
                .or(() -> call.namedChildren().stream().findFirst())
                .map(SyntaxNode::text)
                .orElse("");
        String object = call.is("method_invocation") || call.is("call")
                ? call.child("object")
                        .or(() -> call.child("receiver"))
                        .map(found -> found.text() + ".")
                        .orElse("")
                : "";
        String all = (call.is("annotation") ? "@" : "") + (object.length() > 40 ? "" : object) + name;
        return all.length() > 120 ? all.substring(all.length() - 120) : all;
    }

    private static boolean speaksOfObjects(String file) {
        return file.contains("data.jpa") || file.contains("persistence.") || file.contains("hibernate");
    }

    private static boolean isObjectQuery(String called, SyntaxNode call, boolean objects) {
        if (called.matches("(?s).*\\bcreateQuery|.*@?Named(?:Query|Queries)\\b.*")) {
            return !called.contains("Native");
        }
        boolean annotation = called.matches("@?Query");
        return annotation && objects && !call.text().matches("(?s).*nativeQuery\\s*=\\s*true.*");
    }
}
