package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.Definition.Misunderstanding;
import io.godwit.analyzer.typeorm.Settings.UuidDefault;
import io.godwit.analyzer.typeorm.Settings.Version;
import io.godwit.analyzer.typeorm.script.Declaration;
import io.godwit.analyzer.typeorm.script.Evaluation;
import io.godwit.analyzer.typeorm.script.Script;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.ClassReference;
import io.godwit.analyzer.typeorm.script.Value.External;
import io.godwit.analyzer.typeorm.script.Value.Instance;
import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the options of the project's data sources: objects that say `type: 'postgres'`, or hold the keys only options
/// of TypeORM have. What is stated as a fact wins; where two data sources disagree, and nothing is stated, that is a
/// problem to be reported.
final class SettingsReading {
    private static final Set<String> KEYS = Set.of("namingStrategy", "entityPrefix", "schema", "uuidExtension");

    private final Evaluation evaluation;
    private final Map<String, Set<Value>> found = new LinkedHashMap<>();
    private final Map<String, SourceLocation> places = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Misunderstanding> problems = new ArrayList<>();

    private final Version version;

    private SettingsReading(Evaluation evaluation, Version version) {
        this.evaluation = evaluation;
        this.version = version;
    }

    /// @param scripts files that may hold options of a data source
    /// @param version of TypeORM, as a `package.json` asks for it; 0.3, which most projects are on, where none does
    static Settings of(List<Script> scripts, Optional<String> version, ProjectFacts facts, Evaluation evaluation) {
        SettingsReading reading = new SettingsReading(
                evaluation,
                facts.stated("typeorm.version")
                        .or(() -> version)
                        .map(Version::of)
                        .orElse(Version.ZERO));
        scripts.forEach(reading::collect);
        return new Settings(
                reading.version,
                reading.naming(facts.stated("typeorm.naming-strategy")),
                facts.stated("typeorm.entity-prefix")
                        .or(() -> reading.text("entityPrefix"))
                        .orElse(""),
                facts.stated("typeorm.schema").or(() -> reading.text("schema")),
                reading.uuid(facts.stated("typeorm.uuid-extension")),
                reading.notes,
                reading.problems);
    }

    private void collect(Script script) {
        for (DataSourceOptions options : DataSourceOptions.in(script, evaluation)) {
            if (options.mayBePostgres()) {
                KEYS.forEach(key -> options.value(key).ifPresent(value -> {
                    found.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(value);
                    options.node(key).ifPresent(node -> places.put(key, node.location()));
                }));
            }
        }
    }

    private Optional<Value> only(String key) {
        Set<Value> values = found.getOrDefault(key, Set.of());
        if (values.size() > 1) {
            problem(key, "The data sources disagree about " + key);
        }
        return values.stream().findFirst().filter(Value::isPresent);
    }

    private void problem(String key, String what) {
        String fact = switch (key) {
            case "namingStrategy" -> "typeorm.naming-strategy";
            case "entityPrefix" -> "typeorm.entity-prefix";
            case "uuidExtension" -> "typeorm.uuid-extension";
            default -> "typeorm." + key;
        };
        SourceLocation place = places.getOrDefault(key, SourceLocation.wholeFile(""));
        String sentence = what + "; state it as " + fact + ".";
        if (key.equals("namingStrategy")) {
            problems.add(new Misunderstanding(place, sentence));
        } else {
            notes.add(place + ": " + sentence);
        }
    }

    private Optional<String> text(String key) {
        Optional<Value> value = only(key);
        if (value.isPresent() && value.get().asText().isEmpty()) {
            problem(key, key + " of the data source is only known when the program runs");
        }
        return value.flatMap(Value::asText).filter(text -> !text.isEmpty());
    }

    private UuidDefault uuid(Optional<String> stated) {
        return stated.or(() -> text("uuidExtension")).filter("pgcrypto"::equals).isPresent()
                ? UuidDefault.PGCRYPTO
                : UuidDefault.UUID_OSSP;
    }

    private Naming naming(Optional<String> stated) {
        if (stated.isPresent()) {
            return switch (stated.get()) {
                case "snake" -> new SnakeNaming(version.hashed());
                case "default" -> new DefaultNaming(version.hashed());
                default -> {
                    problem(
                            "namingStrategy",
                            "The naming strategy " + stated.get() + " is not known: there are snake and default");
                    yield new DefaultNaming(version.hashed());
                }
            };
        }
        Optional<Value> strategy = only("namingStrategy");
        return strategy.map(this::strategy).orElse(new DefaultNaming(version.hashed()));
    }

    private Naming strategy(Value value) {
        Value of = value instanceof Instance(Value made, List<Value> _) ? made : value;
        if (of instanceof External(String _, String name) && name.contains("SnakeNaming")) {
            return new SnakeNaming(version.hashed());
        }
        if (of instanceof External(String module, String name)
                && Decorators.isTypeOrm(module)
                && name.equals("DefaultNamingStrategy")) {
            return new DefaultNaming(version.hashed());
        }
        if (of instanceof ClassReference(Declaration declaration)) {
            return new CustomNaming(declaration, inherited(declaration), evaluation);
        }
        problem("namingStrategy", "The naming strategy of the data source cannot be followed");
        return new DefaultNaming(version.hashed());
    }

    private Naming inherited(Declaration declaration) {
        Optional<SyntaxNode> base = Bases.expression(declaration);
        return base.map(expression -> evaluation.of(declaration.script(), expression))
                .filter(value -> !(value instanceof ClassReference(Declaration same) && same.equals(declaration)))
                .map(this::strategy)
                .orElse(new DefaultNaming(version.hashed()));
    }
}
