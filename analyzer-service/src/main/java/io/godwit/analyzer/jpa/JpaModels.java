package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import io.godwit.analyzer.model.Gap;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The classes of the input and what follows from them without looking at columns: hierarchies, tables, names.
final class JpaModels {
    private static final Set<String> PLAIN_BASES = Set.of("Object", "Serializable", "Record", "AbstractAggregateRoot");

    final JpaNaming naming;
    private final ClassNames classes;
    private final List<Gap> gaps = new ArrayList<>();
    private final Set<String> saidOf = new HashSet<>();
    final Unread unread = new Unread(this);

    /// Those others extend; looked for once, as there may be thousands, and only when somebody asks.
    private Optional<Set<JavaClass>> extended = Optional.empty();

    JpaModels(ClassNames classes, JpaNaming naming) {
        this.classes = classes;
        this.naming = naming;
    }

    /// Every class of the files.
    Collection<JavaClass> all() {
        return classes.all();
    }

    List<JavaClass> entities() {
        return classes.all().stream().filter(this::isEntity).toList();
    }

    /// Whether it is one whose table can be told.
    boolean isEntity(JavaClass type) {
        return type.isEntity() && unread.names(type);
    }

    /// What a file calls a class.
    Optional<JavaClass> named(String type, String file) {
        return classes.named(type, file);
    }

    /// The class an attribute is of.
    Optional<JavaClass> typeOf(Attribute attribute) {
        return named(attribute.type().asString(), attribute.location().file());
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
            Optional<JavaClass> found = named(base.getNameWithScope(), current.file());
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
        if (extended.isEmpty()) {
            Set<JavaClass> found = Collections.newSetFromMap(new IdentityHashMap<>());
            for (JavaClass each : entities()) {
                JavaClass top = root(each);
                if (!top.equals(each)) {
                    found.add(top);
                }
            }
            extended = Optional.of(found);
        }
        return extended.get().contains(root);
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
                attributes.addAll(0, declared(base, entity, byGetters));
            }
        }
        attributes.addAll(declared(entity, entity, byGetters));
        return attributes;
    }

    /// The attributes a class above an entity declares, with the entity's types in the place of type variables.
    List<Attribute> declared(JavaClass base, JavaClass entity, boolean byGetters) {
        Map<String, Type> given = new HashMap<>();
        JavaClass current = entity;
        while (!current.equals(base) && current.superclass().isPresent()) {
            ClassOrInterfaceType extended = current.superclass().get();
            Optional<JavaClass> above = named(extended.getNameWithScope(), current.file());
            if (above.isEmpty()) {
                break;
            }
            Map<String, Type> next = new HashMap<>();
            List<Type> arguments = extended.getTypeArguments().map(List::copyOf).orElse(List.of());
            for (int i = 0;
                    i < Math.min(arguments.size(), above.get().variables().size());
                    i++) {
                Type argument = arguments.get(i);
                next.put(above.get().variables().get(i), given.getOrDefault(argument.asString(), argument));
            }
            given = next;
            current = above.get();
        }
        Map<String, Type> types = given;
        Map<String, AnnotationExpr> overrides = overrides(base, entity);
        return base.attributes(byGetters).stream()
                .map(attribute -> types.containsKey(attribute.type().asString())
                        ? attribute.as(Objects.requireNonNull(
                                types.get(attribute.type().asString())))
                        : attribute)
                .map(attribute -> ColumnOverrides.inherited(attribute, overrides))
                .toList();
    }

    /// What the classes from one down to an entity override, the entity last.
    private Map<String, AnnotationExpr> overrides(JavaClass base, JavaClass entity) {
        List<JavaClass> line = new ArrayList<>(above(entity));
        line.addFirst(entity);
        Map<String, AnnotationExpr> all = new HashMap<>();
        line.subList(0, line.indexOf(base) + 1).reversed().stream()
                .map(each -> ColumnOverrides.stated(each.annotations()))
                .forEach(all::putAll);
        return all;
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
