package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.script.Calls;
import io.godwit.analyzer.typeorm.script.Declaration;
import io.godwit.analyzer.typeorm.script.Evaluation;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.ClassReference;
import io.godwit.analyzer.typeorm.script.Value.Function;
import io.godwit.analyzer.typeorm.script.Value.Items;
import io.godwit.analyzer.typeorm.script.Value.Text;
import io.godwit.analyzer.typeorm.script.Value.Undefined;
import io.godwit.model.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A naming strategy of the project's own: a class whose methods are formulas that can be worked out. What it leaves
/// as it is comes from the strategy it extends.
final class CustomNaming implements Naming {
    private final Declaration strategy;
    private final Naming inherited;
    private final Calls calls;
    private final Set<String> notUnderstood = new TreeSet<>();

    CustomNaming(Declaration strategy, Naming inherited, Evaluation evaluation) {
        this.strategy = strategy;
        this.inherited = inherited;
        this.calls = new Calls(evaluation);
    }

    /// Methods that were asked and gave no name.
    Set<String> notUnderstood() {
        return notUnderstood;
    }

    SourceLocation location() {
        return strategy.location();
    }

    @Override
    public HashedNames hashed() {
        return inherited.hashed();
    }

    @Override
    public String table(String className, Optional<String> given) {
        return named("tableName", List.of(new Text(className), text(given)))
                .orElseGet(() -> inherited.table(className, given));
    }

    @Override
    public String closureTable(String table) {
        return named("closureJunctionTableName", List.of(new Text(table)))
                .orElseGet(() -> inherited.closureTable(table));
    }

    @Override
    public String column(String property, Optional<String> given, List<String> prefixes) {
        return named("columnName", List.of(new Text(property), text(given), list(prefixes)))
                .orElseGet(() -> inherited.column(property, given, prefixes));
    }

    @Override
    public String joinColumn(String relation, String referencedProperty) {
        return named("joinColumnName", List.of(new Text(relation), new Text(referencedProperty)))
                .orElseGet(() -> inherited.joinColumn(relation, referencedProperty));
    }

    @Override
    public String joinTable(String firstTable, String secondTable, String firstProperty) {
        return named("joinTableName", List.of(new Text(firstTable), new Text(secondTable), new Text(firstProperty)))
                .orElseGet(() -> inherited.joinTable(firstTable, secondTable, firstProperty));
    }

    @Override
    public String joinTableColumn(String table, String property, String column) {
        return named("joinTableColumnName", List.of(new Text(table), new Text(property), new Text(column)))
                .orElseGet(() -> inherited.joinTableColumn(table, property, column));
    }

    @Override
    public String primaryKey(String table, List<String> columns) {
        return named("primaryKeyName", List.of(new Text(table), list(columns)))
                .orElseGet(() -> inherited.primaryKey(table, columns));
    }

    @Override
    public String unique(String table, List<String> columns) {
        return named("uniqueConstraintName", List.of(new Text(table), list(columns)))
                .orElseGet(() -> inherited.unique(table, columns));
    }

    @Override
    public String relationUnique(String table, List<String> columns) {
        return named("relationConstraintName", List.of(new Text(table), list(columns)))
                .orElseGet(() -> inherited.relationUnique(table, columns));
    }

    @Override
    public String foreignKey(String table, List<String> columns, String referencedTable, List<String> referenced) {
        return named(
                        "foreignKeyName",
                        List.of(new Text(table), list(columns), new Text(referencedTable), list(referenced)))
                .orElseGet(() -> inherited.foreignKey(table, columns, referencedTable, referenced));
    }

    @Override
    public String index(String table, List<String> columns, Optional<String> where) {
        return named("indexName", List.of(new Text(table), list(columns), text(where)))
                .orElseGet(() -> inherited.index(table, columns, where));
    }

    @Override
    public String check(String table, String expression) {
        return named("checkConstraintName", List.of(new Text(table), new Text(expression)))
                .orElseGet(() -> inherited.check(table, expression));
    }

    @Override
    public String exclusion(String table, String expression) {
        return named("exclusionConstraintName", List.of(new Text(table), new Text(expression)))
                .orElseGet(() -> inherited.exclusion(table, expression));
    }

    private Optional<String> named(String method, List<Value> arguments) {
        Optional<SyntaxNode> found = strategy.node().child("body").stream()
                .flatMap(body -> body.children("method_definition").stream())
                .filter(node -> node.child("name")
                        .filter(name -> name.text().equals(method))
                        .isPresent())
                .findFirst();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Value result = calls.result(
                new Function(
                        new Declaration(strategy.script(), method, found.get()),
                        Map.of("this", new ClassReference(strategy))),
                arguments);
        Optional<String> name = result.asText();
        if (name.isEmpty()) {
            notUnderstood.add(method);
        }
        return name;
    }

    private static Value text(Optional<String> text) {
        return text.<Value>map(Text::new).orElse(new Undefined());
    }

    private static Value list(List<String> texts) {
        return new Items(texts.stream().<Value>map(Text::new).toList());
    }
}
