package io.godwit.analyzer.query;

import io.godwit.analyzer.syntax.SyntaxNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Strings that have a name: those of the file itself, and those of other files of the change that it imports. Those of
/// an object (`const T = { users: 'users' }`) have the object's name and their own: `T.users`.
final class Constants {
    private static final Set<String> DECLARATIONS = Set.of(
            "variable_declarator",
            "assignment",
            "const_spec",
            "var_spec",
            "short_var_declaration",
            "property_declaration");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^\\s*(?:import|from|require|const\\s*\\{).*$|\\{[^{}]{0,2000}\\}\\s*from");

    private final Map<String, SyntaxNode> values = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    /// The named strings of a file.
    static Constants of(SyntaxNode file) {
        Constants constants = new Constants();
        file.descendants().filter(node -> DECLARATIONS.contains(node.kind())).forEach(constants::declare);
        return constants;
    }

    private void declare(SyntaxNode declaration) {
        Optional<String> name = declaration
                .child("name")
                .or(() -> declaration.child("left"))
                .or(() -> declaration.firstOfKind("variable_declaration"))
                .map(SyntaxNode::text)
                .map(text -> text.replaceFirst("\\s*:.*", ""))
                .filter(text -> text.matches("[\\w$]+"));
        Optional<SyntaxNode> value = declaration
                .child("value")
                .or(() -> declaration.child("right"))
                .or(() -> declaration.namedChildren().stream()
                        .filter(StringExpressions::isString)
                        .findFirst())
                .map(found ->
                        found.is("expression_list") && found.namedChildren().size() == 1
                                ? found.namedChildren().getFirst()
                                : found)
                .filter(StringExpressions::isString);
        name.ifPresent(named -> value.ifPresent(string -> put(named, string)));
        name.ifPresent(named -> declaration
                .child("value")
                .flatMap(Constants::object)
                .ifPresent(object -> object.namedChildren().forEach(member -> declare(named, member))));
    }

    /// A member of an object.
    private void declare(String object, SyntaxNode member) {
        Optional<String> key = member.child("key").map(SyntaxNode::text).filter(text -> text.matches("[\\w$]+"));
        Optional<SyntaxNode> value = member.child("value").filter(StringExpressions::isString);
        key.ifPresent(named -> value.ifPresent(string -> put(object + "." + named, string)));
    }

    /// An object as such, frozen, or `as const`.
    private static Optional<SyntaxNode> object(SyntaxNode value) {
        return switch (value.kind()) {
            case "object" -> Optional.of(value);
            case "as_expression", "satisfies_expression" ->
                value.namedChildren().stream()
                        .filter(child -> child.is("object"))
                        .findFirst();
            case "call_expression" ->
                value.child("arguments")
                        .filter(_ -> value.text().startsWith("Object.freeze("))
                        .flatMap(arguments -> arguments.namedChildren().stream()
                                .filter(child -> child.is("object"))
                                .findFirst());
            default -> Optional.empty();
        };
    }

    private void put(String name, SyntaxNode value) {
        if (values.put(name, value) != null) {
            ambiguous.add(name);
        }
    }

    /// The value of a name of this file.
    Optional<SourceString> value(String name) {
        return ambiguous.contains(name)
                ? Optional.empty()
                : Optional.ofNullable(values.get(name))
                        .flatMap(node -> StringExpressions.literal().read(node));
    }

    /// Whether the text of a file imports the name.
    static boolean isImported(String text, String name) {
        Matcher imports = IMPORT.matcher(text);
        Pattern whole = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
        while (imports.find()) {
            if (whole.matcher(imports.group()).find()) {
                return true;
            }
        }
        return false;
    }
}
