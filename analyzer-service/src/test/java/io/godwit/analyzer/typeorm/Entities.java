package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads entities of a test and prints what they want, a line for each column, constraint and index.
final class Entities {
    /// What an entity's file begins with: everything of TypeORM's by its own name.
    static final String IMPORTS = """
            import { Entity, Column, PrimaryColumn, PrimaryGeneratedColumn, CreateDateColumn, UpdateDateColumn,
              DeleteDateColumn, VersionColumn, Generated, Index, Unique, Check, Exclusion, ManyToOne, OneToMany,
              OneToOne, ManyToMany, JoinColumn, JoinTable, ChildEntity, TableInheritance, Tree, TreeParent,
              TreeChildren, TreeLevelColumn, ViewEntity, BaseEntity, EntitySchema } from 'typeorm';
            """;

    private Entities() {}

    static DesiredSchema read(String text) {
        return read(Map.of("src/entities.ts", IMPORTS + text), ProjectFacts.none());
    }

    static DesiredSchema read(Map<String, String> files, ProjectFacts facts) {
        List<SourceFile> sources = files.entrySet().stream()
                .map(file -> new SourceFile(file.getKey(), file.getValue()))
                .sorted((one, other) -> one.path().compareTo(other.path()))
                .toList();
        return new TypeOrmLanguage().read(sources, facts);
    }

    static List<String> lines(DesiredSchema schema, String table) {
        return schema.catalog()
                .table(ObjectName.inPublic(table))
                .map(Entities::lines)
                .orElseThrow(() -> new AssertionError(
                        "no table " + table + " in " + schema.catalog().tables().keySet() + ", " + schema.gaps()));
    }

    static List<String> lines(Table table) {
        List<String> lines = new ArrayList<>();
        table.columns().forEach(column -> lines.add(line(column)));
        table.constraints().forEach(constraint -> lines.add(line(constraint)));
        table.indexes().forEach(index -> lines.add(line(index)));
        return lines;
    }

    private static String line(Column column) {
        return column.name() + " " + column.type() + (column.nullable() ? "" : " not null")
                + switch (column.generation()) {
                    case Column.Generation.None _ ->
                        column.defaultExpression().map(value -> " = " + value).orElse("");
                    case Column.Generation.Serial _ -> " serial";
                    case Column.Generation.Identity(boolean always) -> always ? " identity always" : " identity";
                    case Column.Generation.Stored(String expression) -> " as " + expression;
                    case Column.Generation.Virtual(String expression) -> " virtual " + expression;
                };
    }

    private static String line(Constraint constraint) {
        return constraint.name() + " "
                + switch (constraint) {
                    case Constraint.PrimaryKey key -> "primary key " + key.columns();
                    case Constraint.Unique key -> "unique " + key.columns();
                    case Constraint.ForeignKey key ->
                        "foreign key " + key.columns() + " to " + key.referencedTable() + " " + key.referencedColumns()
                                + " " + key.onDelete().sql() + "/"
                                + key.onUpdate().sql()
                                + key.deferrable().map(how -> " " + how).orElse("");
                    case Constraint.Check check -> "check " + check.expression();
                    case Constraint.Other other -> other.definition();
                };
    }

    private static String line(Index index) {
        return index.name()
                + (index.unique() ? " unique index " : " index ")
                + index.columns()
                + index.predicate().map(where -> " where " + where).orElse("");
    }
}
