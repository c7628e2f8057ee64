package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.typeorm.Definition.ColumnPart;
import io.godwit.analyzer.typeorm.Definition.EmbeddedPart;
import io.godwit.analyzer.typeorm.Definition.ExpressionPart;
import io.godwit.analyzer.typeorm.Definition.KeyPart;
import io.godwit.analyzer.typeorm.Definition.Kind;
import io.godwit.analyzer.typeorm.Definition.RelationKind;
import io.godwit.analyzer.typeorm.Definition.RelationPart;
import io.godwit.analyzer.typeorm.Definition.Role;
import io.godwit.analyzer.typeorm.WrittenType.Named;
import io.godwit.analyzer.typeorm.script.Declaration;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.Fields;
import io.godwit.analyzer.typeorm.script.Value.Items;
import io.godwit.analyzer.typeorm.script.Value.Undefined;
import io.godwit.model.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads an entity written as an object: `new EntitySchema({ … })`.
final class SchemaReading {
    private final Value options;
    private final Definition definition;
    private final SourceLocation location;

    private SchemaReading(Declaration constant, Value options) {
        this.options = options;
        this.location = constant.location();
        Optional<Declaration> target = options.get("target") instanceof Value.ClassReference(Declaration declared)
                ? Optional.of(declared)
                : Optional.empty();
        String name = target.map(Declaration::name)
                .or(() -> options.get("name").asText())
                .orElse(constant.name());
        this.definition = new Definition(name, Optional.of(constant), location);
    }

    /// @param constant what the schema is assigned to
    /// @param options  what it is made of
    static Definition of(Declaration constant, Value options) {
        SchemaReading reading = new SchemaReading(constant, options);
        reading.read();
        return reading.definition;
    }

    private void read() {
        definition.kind = switch (options.get("type").asText().orElse("regular")) {
            case "view" -> Kind.VIEW;
            case "entity-child" -> Kind.CHILD;
            default -> Kind.TABLE;
        };
        definition.tableOptions = options;
        definition.tableName = options.get("tableName").asText();
        definition.computed(options.get("tableName"), location);
        if (options.get("inheritance").isPresent()) {
            definition.inheritance = Optional.of(options.get("inheritance").get("column"));
        }
        list(options.get("trees")).stream().findFirst().ifPresent(tree -> {
            definition.tree = tree.get("type").asText();
            definition.treeOptions = tree.get("options");
        });
        fields(options.get("columns")).forEach(this::column);
        fields(options.get("relations")).forEach(this::relation);
        fields(options.get("embeddeds"))
                .forEach((property, embedded) -> definition.embedded.add(new EmbeddedPart(
                        property,
                        embedded.get("schema"),
                        embedded.get("prefix"),
                        embedded.get("array").isTrue(),
                        location)));
        list(options.get("indices")).forEach(index -> definition.indexes.add(key(index)));
        list(options.get("uniques")).forEach(unique -> definition.uniques.add(key(unique)));
        list(options.get("checks")).forEach(check -> definition.checks.add(expression(check)));
        list(options.get("exclusions")).forEach(exclusion -> definition.exclusions.add(expression(exclusion)));
        if (!(options instanceof Fields)) {
            definition.misunderstood(location, "the options of the schema " + definition.name() + " are computed");
        }
    }

    private void column(String property, Value column) {
        Role role = role(column);
        WrittenType type = column.get("type").isPresent()
                ? WrittenTypes.of(column.get("type"))
                : switch (role) {
                    case CREATE_DATE, UPDATE_DATE, DELETE_DATE -> new Named("timestamp");
                    case VERSION, TREE_LEVEL -> new Named("int4");
                    case REGULAR -> new WrittenType.NotKnown("the schema names no type");
                };
        definition.columns.add(new ColumnPart(
                property, role, column, type, column.get("primary").isTrue(), location));
        Value generated = column.get("generated");
        if (generated.isTrue() || generated.asText().isPresent()) {
            definition.generated.put(property, generated.asText().orElse("increment"));
        }
        if (column.get("unique").isTrue()) {
            definition.uniques.add(new KeyPart(
                    Optional.empty(), new Items(List.of(new Value.Text(property))), new Undefined(), location));
        }
    }

    private static Role role(Value column) {
        if (column.get("createDate").isTrue()) {
            return Role.CREATE_DATE;
        }
        if (column.get("updateDate").isTrue()) {
            return Role.UPDATE_DATE;
        }
        if (column.get("deleteDate").isTrue()) {
            return Role.DELETE_DATE;
        }
        if (column.get("version").isTrue()) {
            return Role.VERSION;
        }
        return column.get("treeLevel").isTrue() ? Role.TREE_LEVEL : Role.REGULAR;
    }

    private void relation(String property, Value relation) {
        RelationKind kind = switch (relation.get("type").asText().orElse("")) {
            case "one-to-one" -> RelationKind.ONE_TO_ONE;
            case "one-to-many" -> RelationKind.ONE_TO_MANY;
            case "many-to-many" -> RelationKind.MANY_TO_MANY;
            default -> RelationKind.MANY_TO_ONE;
        };
        definition.relations.add(new RelationPart(
                definition, property, kind, relation.get("target"), relation.get("inverseSide"), relation, location));
        Value joinColumn = relation.get("joinColumn");
        if (joinColumn.isPresent() && !joinColumn.isFalse()) {
            definition.joinColumns.put(
                    property, joinColumn instanceof Items(List<Value> items) ? items : List.of(joinColumn));
        }
        Value joinTable = relation.get("joinTable");
        if (joinTable.isPresent() && !joinTable.isFalse()) {
            definition.joinTables.put(property, joinTable);
        }
    }

    private KeyPart key(Value key) {
        return new KeyPart(key.get("name").asText(), key.get("columns"), key, location);
    }

    private ExpressionPart expression(Value check) {
        return new ExpressionPart(check.get("name").asText(), check.get("expression"), location);
    }

    private static Map<String, Value> fields(Value value) {
        return value instanceof Fields(SequencedMap<String, Value> fields) ? fields : Map.of();
    }

    private static List<Value> list(Value value) {
        return value instanceof Items(List<Value> items) ? items : List.of();
    }
}
