package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.typeorm.script.Words;
import java.util.List;
import java.util.Optional;

/// The `SnakeNamingStrategy` of the package typeorm-naming-strategies: columns, too, in snake case. Names of
/// constraints are TypeORM's own.
record SnakeNaming(HashedNames hashed) implements Naming {

    @Override
    public String column(String property, Optional<String> given, List<String> prefixes) {
        String prefix = prefixes.isEmpty() ? "" : Words.snakeCase(String.join("_", prefixes) + "_");
        return prefix + given.orElseGet(() -> Words.snakeCase(property));
    }

    @Override
    public String joinColumn(String relation, String referencedProperty) {
        return Words.snakeCase(relation + "_" + referencedProperty);
    }

    @Override
    public String joinTableColumn(String table, String property, String column) {
        return Words.snakeCase(table + "_" + (column.isEmpty() ? property : column));
    }
}
