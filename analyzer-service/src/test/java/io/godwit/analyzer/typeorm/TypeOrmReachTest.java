package io.godwit.analyzer.typeorm;

import static io.godwit.analyzer.typeorm.Entities.IMPORTS;
import static io.godwit.analyzer.typeorm.Entities.lines;
import static io.godwit.analyzer.typeorm.Entities.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectName;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is found by following names across files, and what is said where they lead nowhere.
class TypeOrmReachTest {
    @Test
    void decorators_of_the_projects_own_are_followed() {
        DesiredSchema schema = read(
                Map.of(
                        "src/price.entity.ts", """
                        import * as orm from 'typeorm';
                        import { Money, Stamp } from '@shop/decorators';
                        @orm.Entity({ name: 'price' }) export class Price {
                          @orm.PrimaryGeneratedColumn('identity') id: number;
                          @Money({ nullable: true }) amount: number;
                          @Stamp() at: Date;
                        }
                        """,
                        "libs/decorators/src/index.ts", """
                        import { Column, CreateDateColumn, Index } from 'typeorm';
                        export function Money(options = {}) { return Column({ type: 'numeric', precision: 14, scale: 2, ...options }); }
                        export const Stamp = () => (target, key) => { CreateDateColumn({ type: 'timestamptz' })(target, key); Index()(target, key); };
                        """),
                ProjectFacts.none());
        assertThat(lines(schema, "price"))
                .contains(
                        "id integer not null identity",
                        "amount numeric(14,2)",
                        "at timestamp with time zone not null = now()")
                .anySatisfy(line -> assertThat(line).endsWith(" index [at]"));
    }

    @Test
    void entities_in_a_folder_called_typeorm_are_entities() {
        DesiredSchema schema = read(Map.of("src/users/infra/typeorm/entities/User.ts", """
                        import { Entity, PrimaryColumn } from 'typeorm';
                        import { BaseEntity } from 'typeorm/repository/BaseEntity';
                        @Entity('users') export class User extends BaseEntity { @PrimaryColumn() id: string; }
                        """), ProjectFacts.none());

        assertThat(lines(schema, "users")).startsWith("id character varying not null");
        assertThat(schema.gaps()).isEmpty();
    }

    @Test
    void schemas_of_commonjs_modules_are_entities_however_they_are_exported() {
        DesiredSchema schema = read(
                Map.of(
                        "src/park.js", """
                        const EntitySchema = require('typeorm').EntitySchema;
                        module.exports = new EntitySchema({ name: 'Park', tableName: 'park',
                          columns: { id: { type: 'int', primary: true, generated: true } } });
                        """,
                        "src/nest.js", """
                        const { EntitySchema } = require('typeorm');
                        exports.Nest = new EntitySchema({ name: 'Nest', tableName: 'nest',
                          columns: { id: { type: 'int', primary: true } } });
                        """,
                        "src/leaf.js", """
                        module.exports = new (require('typeorm').EntitySchema)({ name: 'Leaf', tableName: 'leaf',
                          columns: { id: { type: 'int', primary: true } },
                          relations: { nest: { type: 'many-to-one', target: 'Nest' } } });
                        """),
                ProjectFacts.none());

        assertThat(lines(schema, "park")).startsWith("id integer not null serial");
        assertThat(lines(schema, "nest")).startsWith("id integer not null");
        assertThat(lines(schema, "leaf")).contains("nestId integer");
        assertThat(schema.gaps()).isEmpty();
    }

    @Test
    void settings_that_are_cut_off_are_a_gap() {
        DesiredSchema schema = read(
                Map.of(
                        "src/park.ts",
                        IMPORTS + "@Entity() export class Park { @PrimaryColumn() id: number; }",
                        "src/data-source.ts",
                        "import { DataSource } from 'typeorm';\nexport default new DataSource({ type: 'postgres', entityPrefix: 'a"),
                ProjectFacts.none());

        assertThat(schema.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.location()).isEqualTo(new SourceLocation("src/data-source.ts", 2)));
    }

    @Test
    void two_entities_of_one_table_share_it() {
        DesiredSchema schema = read("""
                @Entity('key') export class OldKey { @PrimaryColumn() id: string; @Column() type: string; }
                @Entity('key') export class Key { @PrimaryColumn() id: string; @Column({ nullable: true }) kms: string; }
                """);

        assertThat(lines(schema, "key"))
                .contains("id character varying not null", "type character varying not null", "kms character varying");
        assertThat(schema.notes()).anySatisfy(note -> assertThat(note).contains("another entity has the table key"));
    }

    @Test
    void a_class_whose_entity_decorator_is_not_among_the_files_is_named() {
        DesiredSchema schema = read("""
                import { Entity } from './orm';
                import { Column } from 'typeorm';
                @Entity() export class Lost { @Column() id: string; }
                @Injectable() export class Service { @Column() id: string; }
                """);

        assertThat(schema.catalog().tables()).isEmpty();
        assertThat(schema.gaps())
                .singleElement()
                .extracting(Gap::what)
                .asString()
                .contains("@Entity()")
                .contains("Lost is not taken for an entity");
    }

    @Test
    void what_cannot_be_followed_is_named_and_the_rest_goes_on() {
        DesiredSchema schema = read("""
                import { Outside } from './missing';
                import { Strange } from 'some-package';
                @Entity() export class Half extends Outside {
                  @PrimaryColumn() id: string;
                  @Column() strange: Strange;
                  @Column({ type: 'enum', enum: Outside }) role: string;
                  @Column({ default: process.env.X }) value: string;
                  @ManyToOne(() => Outside) other: Outside;
                }
                @Entity() export class Whole { @PrimaryColumn() id: string; }
                """);
        assertThat(lines(schema, "half")).hasSize(3).startsWith("id character varying not null");
        assertThat(lines(schema, "whole")).hasSize(2);
        assertThat(schema.gaps())
                .allSatisfy(gap -> assertThat(gap.table()).contains(ObjectName.inPublic("half")))
                .extracting(Gap::what)
                .anySatisfy(what -> assertThat(what).contains("base class Outside of Half is not among the files"))
                .anySatisfy(what -> assertThat(what).contains("Half.strange").contains("package some-package"))
                .anySatisfy(what -> assertThat(what).contains("Half.role").contains("values of its enum"))
                .anySatisfy(what -> assertThat(what).contains("default of Half.value"))
                .anySatisfy(what -> assertThat(what).contains("Half.other"));
        assertThat(schema.gaps()).extracting(Gap::location).contains(new SourceLocation("src/entities.ts", 9));
    }

    @Test
    void what_depends_on_where_it_runs_is_taken_for_production_on_postgresql() {
        DesiredSchema schema = read("""
                const { type: dbType } = loadConfig();
                const time = { sqlite: 'datetime', postgresdb: 'timestamptz', mysqldb: 'datetime' }[dbType];
                const json = dbType === 'sqlite' ? 'simple-json' : 'jsonb';
                @Entity(`${process.env.PREFIX ?? 'p'}_runs`) export class Run { @PrimaryColumn() id: string;
                  @Column(time) at: Date; @Column({ type: json }) data: object;
                  @Column({ type: process.env.NODE_ENV === 'test' ? 'text' : 'bigint' }) size: any; }
                """);
        assertThat(lines(schema, "p_runs"))
                .contains("at timestamp with time zone not null", "data jsonb not null", "size bigint not null");
        assertThat(schema.gaps()).isEmpty();
    }

    @Test
    void only_registered_files_and_no_tests_are_entities() {
        Map<String, String> files = Map.of(
                "src/a.ts", IMPORTS + "@Entity() export class A { @PrimaryColumn() id: string; }",
                "src/b.ts", IMPORTS + "@Entity() export class B { @PrimaryColumn() id: string; }",
                "test/c.ts", IMPORTS + "@Entity() export class C { @PrimaryColumn() id: string; }",
                "src/d.spec.ts", IMPORTS + "@Entity() export class D { @PrimaryColumn() id: string; }");
        assertThat(read(files, ProjectFacts.none()).catalog().tables().keySet())
                .extracting(ObjectName::name)
                .containsExactly("a", "b");
        assertThat(read(files, ProjectFacts.none().withEntities(Set.of("src/b.ts")))
                        .catalog()
                        .tables()
                        .keySet())
                .extracting(ObjectName::name)
                .containsExactly("b");
    }

    @Test
    void a_base_class_made_by_functions_brings_the_columns_of_each() {
        DesiredSchema schema =
                read(Map.of("src/base.ts", """
                        import { Column, PrimaryColumn, CreateDateColumn } from 'typeorm';
                        function withId<T extends new (...all: any[]) => {}>(base: T) {
                          class Made extends base { @PrimaryColumn('varchar') id: string; }
                          return Made;
                        }
                        const withTime = (base) => { return class extends base { @CreateDateColumn({ precision: 3 }) made: Date; }; };
                        class Plain { @Column() note: string; }
                        export const WithTime = withTime(Plain);
                        export const WithBoth = withId(WithTime);
                        """, "src/tree.entity.ts", IMPORTS + """
                        import { WithBoth, WithTime } from './base';
                        @Entity() export class Tree extends WithBoth {
                          @ManyToMany(() => Tree) @JoinTable({ name: 'near' }) near: Tree[]; }
                        @Entity() export class Log extends WithTime { @PrimaryGeneratedColumn() key: number; }
                        """), ProjectFacts.none());
        assertThat(lines(schema, "tree"))
                .contains("id character varying not null", "note character varying not null")
                .anySatisfy(line -> assertThat(line).startsWith("made timestamp(3) without time zone not null"));
        assertThat(lines(schema, "log")).noneSatisfy(line -> assertThat(line).startsWith("id "));
        assertThat(lines(schema, "near")).contains("treeId_1 character varying not null");
        assertThat(schema.gaps()).isEmpty();
    }

    @Test
    void a_join_table_of_which_one_side_is_not_understood_is_left_out() {
        DesiredSchema schema = read("""
                import { Outside } from './missing';
                @Entity() export class Half extends Outside { @Column() name: string; }
                @Entity() export class Whole { @PrimaryColumn() id: string;
                  @ManyToMany(() => Half) @JoinTable() halves: Half[]; }
                """);
        assertThat(schema.catalog().tables().keySet())
                .extracting(ObjectName::name)
                .containsExactly("half", "whole");
        assertThat(schema.gaps())
                .extracting(Gap::what)
                .anySatisfy(what -> assertThat(what).contains("join table whole_halves_half"));
    }
}
