package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import io.godwit.analyzer.model.Gap;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The classes of the input and what follows from them without looking at columns: hierarchies, tables, names.
final class JpaModels {
    private static final Set<String> PLAIN_BASES = Set.of("Object", "Serializable", "Record", "AbstractAggregateRoot");

    final JpaNaming naming;
    private final Map<String, JavaClass> classes;
    private final List<Gap> gaps = new ArrayList<>();
    private final Set<String> saidOf = new HashSet<>();

    JpaModels(Map<String, JavaClass> classes, JpaNaming naming) {
        this.classes = classes;
        this.naming = naming;
    }

    /// Every class of the files.
    Collection<JavaClass> all() {
        return classes.values();
    }

    List<JavaClass> entities() {
        return classes.values().stream().filter(JavaClass::isEntity).toList();
    }

    Optional<JavaClass> named(String type) {
        String bare = type.replaceFirst("<.*", "");
        return Optional.ofNullable(classes.get(bare.substring(bare.lastIndexOf('.') + 1)));
    }

    List<Gap> gaps() {
        return gaps;
    }

    void gap(Optional<ObjectName> table, io.godwit.model.SourceLocation at, String what) {
        if (saidOf.add(at + what)) {
            gaps.add(new Gap(table, at, what));
        }
    }

    /// The classes above one, the nearest first, as far as they are in the input.
    List<JavaClass> above(JavaClass start) {
        List<JavaClass> above = new ArrayList<>();
        JavaClass current = start;
        while (current.superclass().isPresent() && above.size() < 20) {
            ClassOrInterfaceType base = current.superclass().get();
            Optional<JavaClass> found = named(base.getNameAsString());
            if (found.isEmpty()) {
                if (!PLAIN_BASES.contains(base.getNameAsString())) {
                    gap(
                            start.isEntity()
                                    ? Optional.of(ObjectName.inPublic(naming.inCatalog(writtenTable(start))))
                                    : Optional.empty(),
                            current.location(),
                            "The base class " + base.getNameAsString() + " of " + current.name()
                                    + " is not among the files; what it adds to the table is not known.");
                }
                break;
            }
            above.add(found.get());
            current = found.get();
        }
        return above;
    }

    /// The entity whose table this one shares or extends; itself if it has none above.
    JavaClass root(JavaClass entity) {
        return above(entity).stream()
                .filter(JavaClass::isEntity)
                .reduce((_, last) -> last)
                .orElse(entity);
    }

    Optional<JavaClass> parent(JavaClass entity) {
        return above(entity).stream().filter(JavaClass::isEntity).findFirst();
    }

    boolean hasChildren(JavaClass root) {
        return entities().stream()
                .anyMatch(each -> !each.equals(root) && root(each).equals(root));
    }

    /// `SINGLE_TABLE`, `JOINED` or `TABLE_PER_CLASS`.
    String strategy(JavaClass entity) {
        return root(entity)
                .annotations()
                .named("Inheritance")
                .flatMap(found -> Annotations.word(found, "strategy"))
                .orElse("SINGLE_TABLE");
    }

    /// The attributes of a class itself and of mapped superclasses between it and the next entity above.
    List<Attribute> attributes(JavaClass entity) {
        boolean byGetters = byGetters(entity);
        List<Attribute> attributes = new ArrayList<>();
        for (JavaClass base : above(entity)) {
            if (base.isEntity()) {
                break;
            }
            if (base.annotations().has("MappedSuperclass")) {
                attributes.addAll(0, base.attributes(byGetters));
            }
        }
        attributes.addAll(entity.attributes(byGetters));
        return attributes;
    }

    private boolean byGetters(JavaClass entity) {
        if (entity.annotatesGetters()) {
            return true;
        }
        return above(entity).stream().anyMatch(JavaClass::annotatesGetters);
    }

    /// The entity's name in JPA, of which its default table name is made.
    String entityName(JavaClass entity) {
        return entity.annotations()
                .named("Entity")
                .flatMap(found -> Annotations.text(found, "name"))
                .orElse(entity.name());
    }

    ObjectName table(JavaClass entity) {
        JavaClass owner = strategy(entity).equals("SINGLE_TABLE") ? root(entity) : entity;
        Optional<AnnotationExpr> table = owner.annotations().named("Table");
        String schema = table.flatMap(found -> Annotations.text(found, "schema"))
                .map(naming::inCatalog)
                .orElse("public");
        return new ObjectName(schema, naming.inCatalog(writtenTable(owner)));
    }

    String physicalTable(JavaClass entity) {
        JavaClass owner = strategy(entity).equals("SINGLE_TABLE") ? root(entity) : entity;
        return naming.rendered(writtenTable(owner));
    }

    /// A name made of that of an entity's table or key, which is quoted where the table's is.
    String derived(JavaClass entity, String name) {
        JavaClass owner = strategy(entity).equals("SINGLE_TABLE") ? root(entity) : entity;
        return JpaNaming.isQuoted(writtenTable(owner)) && !JpaNaming.isQuoted(name) ? "`" + name + "`" : name;
    }

    private String writtenTable(JavaClass owner) {
        return owner.annotations()
                .named("Table")
                .flatMap(found -> Annotations.text(found, "name"))
                .orElseGet(() -> entityName(owner));
    }
}
