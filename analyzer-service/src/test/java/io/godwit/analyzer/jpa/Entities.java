package io.godwit.analyzer.jpa;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.List;
import java.util.Map;

/// The schema of entities in one file, named as written.
record Entities(DesiredSchema schema) {
    static Entities of(String classes) {
        return new Entities(new JpaLanguage()
                .read(
                        List.of(new SourceFile("src/main/java/All.java", "import jakarta.persistence.*;\n" + classes)),
                        new ProjectFacts(Map.of(JpaLanguage.NAMING_FACT, "as-written"))));
    }

    List<String> columns(String table) {
        return table(table).columns().stream()
                .map(column -> column.name() + " " + column.type() + (column.nullable() ? "" : " required"))
                .toList();
    }

    /// Keys as `name (columns)`, foreign keys as `(columns) -> (columns)`.
    List<String> keys(String table) {
        return table(table).constraints().stream()
                .map(constraint -> switch (constraint) {
                    case Constraint.PrimaryKey key -> key.name() + " " + key.columns();
                    case Constraint.Unique key -> key.name() + " " + key.columns();
                    case Constraint.ForeignKey key -> key.columns() + " -> " + key.referencedColumns();
                    case Constraint other -> other.name();
                })
                .toList();
    }

    List<String> gaps() {
        return schema.gaps().stream().map(Gap::what).toList();
    }

    private Table table(String name) {
        return schema.catalog().table(ObjectName.inPublic(name)).orElseThrow();
    }
}
