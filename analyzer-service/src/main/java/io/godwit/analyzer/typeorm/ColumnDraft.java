package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.typeorm.Definition.ColumnPart;
import io.godwit.analyzer.typeorm.Definition.RelationPart;
import io.godwit.analyzer.typeorm.Definition.Role;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.Items;
import io.godwit.analyzer.typeorm.script.Value.Numeric;
import io.godwit.analyzer.typeorm.script.Value.Undefined;
import io.godwit.model.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A column while its table is put together: relations may still change its type, and inheritance whether it may be
/// empty.
final class ColumnDraft {
    /// Options that decide what column it is.
    private static final List<String> SHAPE = List.of(
            "nullable",
            "length",
            "precision",
            "scale",
            "array",
            "unique",
            "primary",
            "enumName",
            "generated",
            "generatedType",
            "asExpression");

    final String property;
    final SourceLocation location;

    /// Properties of what it is embedded in, outermost first.
    final List<String> parents;

    final Optional<String> given;
    final String name;

    /// As written; empty where no type is known.
    String type = "";

    Optional<String> typeProblem = Optional.empty();
    Optional<String> optionProblem = Optional.empty();
    /// Whether a name is given that is only known at run time.
    boolean nameComputed;
    Optional<String> length = Optional.empty();
    Optional<Integer> precision = Optional.empty();
    Optional<Integer> scale = Optional.empty();
    boolean array;
    boolean nullable;
    boolean primary;
    Value defaultValue = new Undefined();
    Optional<List<String>> labels = Optional.empty();
    Optional<String> enumName = Optional.empty();
    Optional<String> generated = Optional.empty();
    boolean alwaysIdentity;
    Optional<String> storedExpression = Optional.empty();
    Optional<String> primaryKeyName = Optional.empty();
    Optional<String> spatialFeature = Optional.empty();
    Optional<String> srid = Optional.empty();
    Optional<RelationPart> relation = Optional.empty();

    /// What existing rows get in it, in SQL, where TypeORM fills it itself.
    Optional<String> rowValue = Optional.empty();

    ColumnDraft(String property, Optional<String> given, List<String> parents, String name, SourceLocation location) {
        this.property = property;
        this.given = given;
        this.parents = List.copyOf(parents);
        this.name = name;
        this.location = location;
    }

    /// A column as it is defined by itself.
    static ColumnDraft of(ColumnPart part, List<String> parents, List<String> prefixes, Naming naming) {
        Value options = part.options();
        Optional<String> given = options.get("name").asText().filter(name -> !name.isEmpty());
        ColumnDraft column = new ColumnDraft(
                part.property(), given, parents, naming.column(part.property(), given, prefixes), part.location());
        switch (part.type()) {
            case WrittenType.Named(String type) -> column.type = type;
            case WrittenType.NotKnown(String why) -> column.typeProblem = Optional.of(why);
            case WrittenType.Absent() -> column.typeProblem = Optional.of("no type is given");
        }
        column.optionProblem = options.computed(SHAPE).map(ColumnDraft::notKnown);
        column.nameComputed = isComputed(options.get("name"));
        column.primary = part.primary();
        column.defaultValue = options.get("default");
        column.nullable = options.get("default") instanceof Value.Nothing;
        if (options.get("nullable") instanceof Value.Truth(boolean nullable)) {
            column.nullable = nullable;
        }
        column.shape(options);
        column.role(part.role());
        return column;
    }

    /// What is said of an option without a fixed value.
    static String notKnown(String option) {
        return option.equals(Value.SPREAD)
                ? "what is spread into its options is not known"
                : "its option " + option + " is only known when the program runs";
    }

    /// Whether a name is given, but not as a text that can be read.
    static boolean isComputed(Value name) {
        return name.isPresent() && name.asText().isEmpty();
    }

    /// Why it cannot be written, and what to do about that.
    Optional<String> problem() {
        return nameComputed
                ? Optional.of("its name is not known; write it as a text")
                : typeProblem
                        .map(why -> why + "; give its type in the decorator")
                        .or(() -> optionProblem.map(why -> why + "; write it out"));
    }

    private void shape(Value options) {
        length = options.get("length")
                .printed()
                .filter(text -> options.get("length").isPresent() && !text.isEmpty() && !text.equals("0"));
        precision = number(options.get("precision"));
        scale = number(options.get("scale"));
        array = options.get("array").isTrue();
        labels = labels(options.get("enum"));
        enumName = options.get("enumName").asText();
        primaryKeyName = options.get("primaryKeyConstraintName").asText();
        alwaysIdentity = options.get("generatedIdentity")
                .asText()
                .filter("ALWAYS"::equals)
                .isPresent();
        spatialFeature = options.get("spatialFeatureType").asText();
        srid = options.get("srid").isPresent() ? options.get("srid").printed() : Optional.empty();
        boolean stored =
                options.get("generatedType").asText().filter("STORED"::equals).isPresent();
        storedExpression = stored ? options.get("asExpression").asText() : Optional.empty();
    }

    private void role(Role role) {
        boolean hasDefault = defaultValue.isPresent();
        switch (role) {
            case CREATE_DATE, UPDATE_DATE -> {
                if (!hasDefault) {
                    defaultValue = ColumnDefaults.NOW;
                }
            }
            case DELETE_DATE -> nullable = true;
            case VERSION -> rowValue = Optional.of("1");
            case REGULAR, TREE_LEVEL -> {}
        }
    }

    /// Takes over what a column that refers to another must have in common with it.
    void refersTo(ColumnDraft referenced) {
        type = referenced.type;
        typeProblem = referenced.typeProblem;
    }

    /// Looks like another column altogether: for columns made up for relations.
    void copyShape(ColumnDraft other) {
        refersTo(other);
        length = other.length;
        precision = other.precision;
        scale = other.scale;
        labels = other.labels;
        enumName = other.enumName;
    }

    /// The property with what it is embedded in: `address.street`.
    String path() {
        return String.join(
                ".", Stream.concat(parents.stream(), Stream.of(property)).toList());
    }

    boolean isEnum() {
        return ColumnTypes.normalised(type).equals("enum");
    }

    static Optional<Integer> number(Value value) {
        return switch (value) {
            case Numeric(double number) -> Optional.of((int) number);
            case Value.Text(String text) when text.matches("[0-9]{1,5}") -> Optional.of(Integer.parseInt(text));
            default -> Optional.empty();
        };
    }

    /// An enum's labels are the values of its members; those of a list are its elements.
    private static Optional<List<String>> labels(Value value) {
        Optional<List<Value>> values = switch (value) {
            case Value.Enumeration enumeration ->
                Optional.of(List.copyOf(enumeration.members().values()));
            case Value.Fields(Map<String, Value> fields) ->
                Optional.of(fields.entrySet().stream()
                        .filter(field -> !field.getKey().matches("-?[0-9.]+"))
                        .map(Map.Entry::getValue)
                        .toList());
            case Items(List<Value> items) -> Optional.of(items);
            default -> Optional.empty();
        };
        return values.filter(all -> all.stream().allMatch(each -> each.printed().isPresent()))
                .map(all -> all.stream().map(each -> each.printed().orElse("")).toList());
    }

    @Override
    public String toString() {
        return name + " " + type;
    }
}
