package io.godwit.analyzer.django;

import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Value;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.PostgresNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The indexes of `Meta.indexes` and `Meta.index_together`.
final class MetaIndexes {
    private static final Map<String, String> METHODS = Map.of(
            "Index", "btree",
            "BTreeIndex", "btree",
            "GinIndex", "gin",
            "GistIndex", "gist",
            "SpGistIndex", "spgist",
            "HashIndex", "hash",
            "BrinIndex", "brin",
            "BloomIndex", "bloom");

    private static final List<String> PARAMETERS = List.of(
            "fillfactor",
            "deduplicate_items",
            "fastupdate",
            "gin_pending_list_limit",
            "buffering",
            "autosummarize",
            "pages_per_range",
            "length");

    private final Columns columns;
    private final Arguments arguments;
    private final Gaps gaps;

    MetaIndexes(Columns columns, Arguments arguments, Gaps gaps) {
        this.columns = columns;
        this.arguments = arguments;
        this.gaps = gaps;
    }

    /// An index and where it is declared.
    record Declared(Index index, SourceLocation location) {}

    List<Declared> of(ModelClass model) {
        List<Declared> declared = new ArrayList<>();
        model.meta()
                .elements("indexes")
                .forEach(written -> index(model, written).ifPresent(declared::add));
        model.meta().option("index_together").ifPresent(together -> {
            for (List<String> names : FieldGroups.of(arguments, together)) {
                together(model, names).ifPresent(declared::add);
            }
        });
        return declared;
    }

    private Optional<Declared> together(ModelClass model, List<String> fields) {
        List<String> names = fields.stream()
                .flatMap(field -> columns.named(model, field).stream())
                .map(column -> column.column().name())
                .toList();
        if (names.size() != fields.size()) {
            return Optional.empty();
        }
        String name = GeneratedNames.index(model.table().name(), names, "_idx");
        return Optional.of(new Declared(Index.btree(name, false, names), model.location()));
    }

    /// One of `Meta.indexes`; empty, with a gap, if it is not understood.
    Optional<Declared> index(ModelClass model, Written written) {
        SourceLocation location = new SourceLocation(
                written.scope().module().path(), written.expression().line());
        Optional<Index> index =
                written.expression() instanceof Call call ? index(model, written.scope(), call) : Optional.empty();
        if (index.isEmpty()) {
            gaps.of(
                    model,
                    location,
                    "an index is left out: it names what is not understood, or has a form that is not known");
        }
        return index.map(found -> new Declared(found, location));
    }

    private Optional<Index> index(ModelClass model, Scope scope, Call call) {
        String method = METHODS.get(call.calleeName());
        if (method == null) {
            return Optional.empty();
        }
        List<String> fields = call.keyword("fields")
                .flatMap(list -> arguments.texts(new Written(scope, list)))
                .orElse(List.of());
        List<String> operatorClasses = call.keyword("opclasses")
                .flatMap(list -> arguments.texts(new Written(scope, list)))
                .orElse(List.of());
        Expressions expressions = new Expressions(columns, arguments, model);
        try {
            List<Index.Key> keys = new ArrayList<>();
            List<String> hashed = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                boolean descending = fields.get(i).startsWith("-");
                String column = expressions
                        .column(fields.get(i).replaceFirst("^-", ""))
                        .column()
                        .name();
                hashed.add(descending ? "-" + column : column);
                keys.add(new Index.Key(
                        Optional.of(column),
                        Optional.empty(),
                        descending,
                        descending,
                        i < operatorClasses.size() ? Optional.of(operatorClasses.get(i)) : Optional.empty()));
            }
            IndexKeys reader = new IndexKeys(expressions, arguments);
            call.positional().forEach(key -> keys.add(reader.of(new Written(scope, key))));
            if (keys.isEmpty()) {
                return Optional.empty();
            }
            Optional<String> condition = call.keyword("condition")
                    .filter(value -> !(value instanceof Expression.Constant))
                    .map(value -> new Conditions(expressions, arguments).translated(new Written(scope, value)));
            return Optional.of(new Index(
                    name(model, scope, call, method, hashed),
                    false,
                    method,
                    keys,
                    included(expressions, scope, call),
                    condition,
                    false,
                    true,
                    parameters(scope, call)));
        } catch (Untranslatable _) {
            return Optional.empty();
        }
    }

    /// What it gives of the storage parameters that Django's index classes take.
    private Map<String, String> parameters(Scope scope, Call call) {
        Map<String, String> parameters = new TreeMap<>();
        for (String name : PARAMETERS) {
            call.keyword(name)
                    .flatMap(written -> arguments.value(new Written(scope, written)))
                    .ifPresent(value -> {
                        switch (value) {
                            case Value.Truth(boolean isTrue) -> parameters.put(name, isTrue ? "on" : "off");
                            case Value.Whole(var number) -> parameters.put(name, number.toString());
                            case Value _ -> {}
                        }
                    });
        }
        if (call.calleeName().equals("BloomIndex")) {
            bloomBits(scope, call, parameters);
        }
        return parameters;
    }

    private void bloomBits(Scope scope, Call call, Map<String, String> parameters) {
        call.keyword("columns")
                .map(list -> arguments.elements(new Written(scope, list)))
                .ifPresent(bits -> {
                    for (int i = 0; i < bits.size(); i++) {
                        String name = "col" + (i + 1);
                        arguments
                                .value(bits.get(i))
                                .flatMap(Value::asInteger)
                                .ifPresent(count -> parameters.put(name, count.toString()));
                    }
                });
    }

    private List<String> included(Expressions expressions, Scope scope, Call call) {
        return call
                .keyword("include")
                .flatMap(list -> arguments.texts(new Written(scope, list)))
                .orElse(List.of())
                .stream()
                .map(field -> expressions.column(field).column().name())
                .toList();
    }

    private String name(ModelClass model, Scope scope, Call call, String method, List<String> hashed) {
        Optional<Expression> given = call.keyword("name");
        if (given.isPresent()) {
            return arguments
                    .value(new Written(scope, given.get()))
                    .flatMap(Value::asText)
                    .map(name -> PostgresNames.stored(formatted(model, name)))
                    .orElseThrow(() -> new Untranslatable("a name"));
        }
        if (hashed.isEmpty()) {
            throw new Untranslatable("an index of expressions without a name");
        }
        String suffix = call.calleeName().equals("Index") ? "idx" : method;
        return GeneratedNames.metaIndex(model.table().name(), hashed, suffix);
    }

    /// `%(app_label)s` and `%(class)s` stand for the model that gets the index or constraint.
    static String formatted(ModelClass model, String name) {
        return name.replace("%(app_label)s", model.label().toLowerCase(Locale.ROOT))
                .replace("%(class)s", model.name().toLowerCase(Locale.ROOT));
    }
}
