package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import io.godwit.analyzer.model.SequenceObjects;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.SchemaObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The sequences keys come from: `{table}_SEQ` in steps of 50 where nobody says otherwise, or what a
/// `@SequenceGenerator` says.
final class Sequences {
    private static final int STEP = 50;

    private static final String NUMBER = "(?i)(?:java\\.lang\\.)?(?:long|int|integer|short)|BigInteger";

    private final JpaModels models;
    private final Map<ObjectName, SourceLocation> locations = new LinkedHashMap<>();
    private final Map<ObjectName, SchemaObject> sequences = new LinkedHashMap<>();

    Sequences(JpaModels models) {
        this.models = models;
        models.entities().stream()
                .filter(entity -> models.root(entity).equals(entity))
                .forEach(entity -> models.attributes(entity).forEach(attribute -> keyOf(entity, attribute)));
    }

    List<SchemaObject> all() {
        return List.copyOf(sequences.values());
    }

    Map<ObjectName, SourceLocation> locations() {
        return locations;
    }

    private void keyOf(JavaClass entity, Attribute attribute) {
        Optional<AnnotationExpr> generated = attribute.annotations().named("GeneratedValue");
        boolean bySequence = generated
                .flatMap(found -> Annotations.word(found, "strategy").or(() -> Optional.of("AUTO")))
                .filter(strategy -> strategy.matches("AUTO|SEQUENCE"))
                .isPresent();
        if (!bySequence
                || !attribute.annotations().has("Id")
                || !attribute.type().asString().matches(NUMBER)) {
            return;
        }
        Optional<String> wanted = generated.flatMap(found -> Annotations.text(found, "generator"));
        if (wanted.isPresent() && isMadeBySomethingElse(wanted.get())) {
            return;
        }
        Optional<AnnotationExpr> generator = generator(entity, attribute, wanted);
        String written = generator
                .flatMap(found -> Annotations.text(found, "sequenceName").or(() -> Annotations.text(found, "name")))
                .or(() -> wanted)
                .orElse(models.physicalTable(entity) + "_SEQ");
        String schema = generator
                .flatMap(found -> Annotations.text(found, "schema"))
                .map(models.naming::inCatalog)
                .orElse("public");
        ObjectName name = new ObjectName(schema, models.naming.inCatalog(written));
        int step = generator
                .flatMap(found -> Annotations.number(found, "allocationSize"))
                .orElse(STEP);
        int first = generator
                .flatMap(found -> Annotations.number(found, "initialValue"))
                .orElse(1);
        locations.putIfAbsent(name, attribute.location());
        sequences.putIfAbsent(name, SequenceObjects.of(name, step, first, List.of()));
    }

    private boolean isMadeBySomethingElse(String generator) {
        return annotations("GenericGenerator", "TableGenerator", "UuidGenerator")
                .anyMatch(found -> isNamed(found, generator));
    }

    private Optional<AnnotationExpr> generator(JavaClass entity, Attribute attribute, Optional<String> wanted) {
        Optional<AnnotationExpr> own = attribute
                .annotations()
                .named("SequenceGenerator")
                .or(() -> entity.annotations().named("SequenceGenerator"));
        return wanted.isEmpty()
                ? own
                : own.filter(found -> isNamed(found, wanted.get()))
                        .or(() -> annotations("SequenceGenerator")
                                .filter(found -> isNamed(found, wanted.get()))
                                .findFirst());
    }

    private static boolean isNamed(AnnotationExpr generator, String name) {
        return Annotations.text(generator, "name").filter(name::equals).isPresent();
    }

    /// Generators are known by their names wherever they stand.
    private Stream<AnnotationExpr> annotations(String... names) {
        return models.all().stream()
                .flatMap(type -> Stream.concat(
                        Stream.of(type.annotations()),
                        type.attributes(type.annotatesGetters()).stream().map(Attribute::annotations)))
                .flatMap(annotations -> annotations.named(names).stream());
    }
}
