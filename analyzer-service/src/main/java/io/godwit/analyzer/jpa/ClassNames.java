package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.TypeDeclaration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The classes of the input by what a file calls them. Several may have one simple name: `Type` within many an entity.
final class ClassNames {
    private final Map<String, List<JavaClass>> bySimpleName = new HashMap<>();
    private final Map<String, CompilationUnit> units = new HashMap<>();
    private final List<JavaClass> all = new ArrayList<>();

    void add(String file, CompilationUnit unit) {
        units.put(file, unit);
        for (TypeDeclaration<?> type : unit.findAll(TypeDeclaration.class)) {
            JavaClass found = new JavaClass(file, type);
            all.add(found);
            bySimpleName.computeIfAbsent(found.name(), _ -> new ArrayList<>()).add(found);
        }
    }

    /// In the order of their names.
    Collection<JavaClass> all() {
        return all.stream()
                .sorted(Comparator.comparing(JavaClass::name).thenComparing(JavaClass::file))
                .toList();
    }

    /// The class a file means: by the class around it as written, in the same file, imported, in the same folder, or
    /// the only one.
    Optional<JavaClass> named(String type, String file) {
        String written = type.replaceFirst("<.*", "");
        int dot = written.lastIndexOf('.');
        List<JavaClass> candidates = bySimpleName.getOrDefault(written.substring(dot + 1), List.of());
        if (candidates.size() < 2) {
            return candidates.stream().findFirst();
        }
        String around = dot < 0 ? "" : written.substring(written.lastIndexOf('.', dot - 1) + 1, dot);
        String folder = folder(file);
        return Stream.<Predicate<JavaClass>>of(
                        found -> found.around().filter(around::equals).isPresent(),
                        found -> found.file().equals(file) && around.isEmpty(),
                        found -> imports(file, found),
                        found -> folder(found.file()).equals(folder),
                        _ -> true)
                .flatMap(rule -> candidates.stream().filter(rule).findFirst().stream())
                .findFirst();
    }

    private boolean imports(String file, JavaClass type) {
        String name = type.declaration().getFullyQualifiedName().orElse(type.name());
        return Optional.ofNullable(units.get(file)).stream()
                .flatMap(unit -> unit.getImports().stream())
                .anyMatch(each -> each.isAsterisk()
                        ? name.equals(each.getNameAsString() + "." + type.name())
                        : name.equals(each.getNameAsString()));
    }

    private static String folder(String file) {
        return file.substring(0, file.lastIndexOf('/') + 1);
    }
}
