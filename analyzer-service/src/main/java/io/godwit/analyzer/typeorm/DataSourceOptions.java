package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.script.Evaluation;
import io.godwit.analyzer.typeorm.script.Literals;
import io.godwit.analyzer.typeorm.script.Script;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.model.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An object of the files that holds options of a data source: one with a key that only those have, or with the type of
/// a database beside one that others have, too.
record DataSourceOptions(Script script, SyntaxNode object, Map<String, SyntaxNode> nodes, Evaluation evaluation) {
    private static final Set<String> ONLY_THEIRS =
            Set.of("namingStrategy", "uuidExtension", "entityPrefix", "autoLoadEntities");

    private static final Set<String> OTHERS_TOO = Set.of("schema", "entities", "synchronize", "migrations");

    static List<DataSourceOptions> in(Script script, Evaluation evaluation) {
        return script.root().descendants("object").stream()
                .map(object -> new DataSourceOptions(script, object, nodes(object), evaluation))
                .filter(DataSourceOptions::areOptions)
                .toList();
    }

    private static Map<String, SyntaxNode> nodes(SyntaxNode object) {
        Map<String, SyntaxNode> nodes = new LinkedHashMap<>();
        for (SyntaxNode pair : object.children("pair")) {
            Optional<String> key = pair.child("key").map(name -> name.is("string") ? Literals.text(name) : name.text());
            pair.child("value").ifPresent(value -> key.ifPresent(name -> nodes.put(name, value)));
        }
        return nodes;
    }

    private boolean areOptions() {
        return nodes.keySet().stream().anyMatch(ONLY_THEIRS::contains)
                || nodes.containsKey("type") && nodes.keySet().stream().anyMatch(OTHERS_TOO::contains);
    }

    Optional<SyntaxNode> node(String key) {
        return Optional.ofNullable(nodes.get(key));
    }

    Optional<Value> value(String key) {
        return node(key).map(node -> evaluation.of(script, node));
    }

    boolean truth(String key) {
        return value(key).filter(Value::isTrue).isPresent();
    }

    /// Options of another database's data source do not count; options without a type are taken for ours.
    boolean mayBePostgres() {
        return value("type").flatMap(Value::asText).map("postgres"::equals).orElse(true);
    }

    SourceLocation location() {
        return object.location();
    }
}
