package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.typeorm.script.Words;
import java.util.List;
import java.util.Optional;

/// How TypeORM names what the entities leave unnamed. As it stands this is its default strategy; others change some of
/// it.
interface Naming {
    /// How names of constraints and indexes are hashed.
    HashedNames hashed();

    default String table(String className, Optional<String> given) {
        return given.orElseGet(() -> Words.snakeCase(className));
    }

    default String closureTable(String table) {
        return table + "_closure";
    }

    /// @param prefixes of what the column is embedded in, outermost first
    default String column(String property, Optional<String> given, List<String> prefixes) {
        String name = given.orElse(property);
        return prefixes.isEmpty() ? name : Words.camelCase(String.join("_", prefixes)) + Words.titleCase(name);
    }

    default String joinColumn(String relation, String referencedProperty) {
        return Words.camelCase(relation + "_" + referencedProperty);
    }

    default String joinTable(String firstTable, String secondTable, String firstProperty) {
        return Words.snakeCase(firstTable + "_" + firstProperty.replace('.', '_') + "_" + secondTable);
    }

    default String joinTableColumn(String table, String property, String column) {
        return Words.camelCase(table + "_" + (column.isEmpty() ? property : column));
    }

    default String primaryKey(String table, List<String> columns) {
        return hashed().of("PK_", 27, table, columns, Optional.empty());
    }

    default String unique(String table, List<String> columns) {
        return hashed().of("UQ_", 27, table, columns, Optional.empty());
    }

    default String relationUnique(String table, List<String> columns) {
        return hashed().of("REL_", 26, table, columns, Optional.empty());
    }

    default String foreignKey(String table, List<String> columns, String referencedTable, List<String> referenced) {
        return hashed().of("FK_", 27, table, columns, Optional.empty());
    }

    default String index(String table, List<String> columns, Optional<String> where) {
        return hashed().of("IDX_", 26, table, columns, where);
    }

    default String check(String table, String expression) {
        return hashed().of("CHK_", 26, table, expression);
    }

    default String exclusion(String table, String expression) {
        return hashed().of("XCL_", 26, table, expression);
    }
}
