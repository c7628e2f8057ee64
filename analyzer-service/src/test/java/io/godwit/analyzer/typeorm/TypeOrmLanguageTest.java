package io.godwit.analyzer.typeorm;

import static io.godwit.analyzer.typeorm.Entities.IMPORTS;
import static io.godwit.analyzer.typeorm.Entities.lines;
import static io.godwit.analyzer.typeorm.Entities.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.ObjectName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Each expected name and default is what TypeORM 0.3.31 itself made of the same entities, unless a test says 1.x.
class TypeOrmLanguageTest {
    @Test
    void a_property_gets_the_column_its_type_and_options_ask_for() {
        DesiredSchema schema = read("""
                type Kind = 'x' | 'y';
                enum Level { Low, High = 5 }
                @Entity()
                export class HTTPLogEntry {
                  @PrimaryGeneratedColumn() id: number;
                  @Column() name: string | null;
                  @Column({ nullable: true }) kind?: Kind;
                  @Column() level: Level;
                  @Column({ length: 20, default: 'abc' }) short: string;
                  @Column('decimal', { precision: 10, scale: 2, default: 0 }) price: number;
                  @Column('jsonb', { default: { a: [1, 'x'], b: null } }) data: object;
                  @Column('text', { array: true, default: ['a', 'b'] }) tags: string[];
                  @Column('int', { default: -5 }) below: number;
                  @Column('timestamptz', { default: () => 'CURRENT_TIMESTAMP' }) at: Date;
                  @Column({ type: 'varchar', generatedType: 'STORED', asExpression: `"name" || 'x'` }) twice: string;
                  @Column('uuid') @Generated('uuid') token: string;
                  @Column({ type: 'timestamp' }) @CreateDateColumn() created: Date;
                  @DeleteDateColumn() gone?: Date;
                  @VersionColumn() version: number;
                }
                """);
        assertThat(lines(schema, "http_log_entry"))
                .containsExactly(
                        "id integer not null serial",
                        "name character varying not null",
                        "kind character varying",
                        "level integer not null",
                        "short character varying(20) not null = 'abc'::character varying",
                        "price numeric(10,2) not null = '0'::numeric",
                        "data jsonb not null = '{\"a\":[1,\"x\"],\"b\":null}'::jsonb",
                        "tags text[] not null = '{a,b}'::text[]",
                        "below integer not null = '-5'::integer",
                        "at timestamp with time zone not null = now()",
                        "twice character varying not null as \"name\" || 'x'",
                        "token uuid not null = uuid_generate_v4()",
                        "created timestamp without time zone not null = now()",
                        "gone timestamp without time zone",
                        "version integer not null",
                        "PK_ce6d4962ed2c84c836bf9bf5207 primary key [id]");
        assertThat(schema.catalog().extensions()).containsExactly("uuid-ossp");
        assertThat(schema.gaps()).isEmpty();
        assertThat(schema.locationOf(new Element(ObjectName.inPublic("http_log_entry"), "kind")))
                .contains(new SourceLocation("src/entities.ts", 11));
    }

    @Test
    void enums_come_from_enums_constants_and_lists_of_any_file() {
        DesiredSchema schema = read(
                Map.of(
                        "src/a.entity.ts", IMPORTS + """
                        import { Role, Sizes as S } from './types';
                        import * as all from './types';
                        @Entity('people') export class Person {
                          @PrimaryColumn() id: string;
                          @Column({ type: 'enum', enum: Role, default: Role.User }) mainRole: Role;
                          @Column({ type: 'enum', enum: all.Level, array: true, default: [all.Level.Low] }) levels: number[];
                          @Column({ type: 'simple-enum', enum: Object.values(S), enumName: 'size' }) size: S;
                        }
                        """,
                        "src/types/index.ts", "export * from './role'; export { Sizes } from './role';",
                        "src/types/role.ts", """
                        export enum Role { Admin = 'admin', User = 'us' + 'er' }
                        export enum Level { Low, High = 1 << 3 }
                        export const Sizes = { S: 's', L: 'l' } as const;
                        export type Sizes = (typeof Sizes)[keyof typeof Sizes];
                        """),
                ProjectFacts.none());
        assertThat(schema.catalog().enums().values())
                .containsExactlyInAnyOrder(
                        new EnumType(ObjectName.inPublic("people_mainrole_enum"), List.of("admin", "user")),
                        new EnumType(ObjectName.inPublic("people_levels_enum"), List.of("0", "8")),
                        new EnumType(ObjectName.inPublic("size"), List.of("s", "l")));
        assertThat(lines(schema, "people"))
                .contains(
                        "mainRole public.people_mainrole_enum not null = 'user'::public.people_mainrole_enum",
                        "levels public.people_levels_enum[] not null = '{0}'::public.people_levels_enum[]");
    }

    @Test
    void a_table_whose_name_is_only_known_at_run_time_is_left_out() {
        DesiredSchema schema = read("""
                @Entity({ name: tableOf('logs') }) export class Log { @PrimaryColumn() id: number; }
                @Entity({ name: 'other' }) export class Other { @PrimaryColumn() id: number; }
                """);

        assertThat(schema.catalog().tables()).hasSize(1);
        assertThat(schema.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.what()).contains("Log is left out"));
    }

    @Test
    void a_column_whose_name_is_only_known_at_run_time_is_left_out() {
        DesiredSchema schema = read("""
                import { NAMES } from '@acme/names';
                @Entity() export class Log {
                  @PrimaryColumn() id: number;
                  @Column({ name: NAMES.text }) text: string;
                  @ManyToOne(() => Log) @JoinColumn({ name: NAMES.parent }) parent: Log;
                  @ManyToMany(() => Log) @JoinTable({ name: NAMES.links }) links: Log[];
                }
                """);

        assertThat(schema.catalog().tables()).hasSize(1);
        assertThat(schema.catalog().tables().values().iterator().next()).satisfies(log -> {
            assertThat(log.columns()).hasSize(1);
            assertThat(log.constraints()).hasSize(1);
        });
        assertThat(schema.gaps())
                .extracting(gap -> gap.what())
                .anySatisfy(what -> assertThat(what).contains("Log.text is left out"))
                .anySatisfy(what -> assertThat(what).contains("parent"))
                .anySatisfy(what -> assertThat(what).contains("join table of links is left out"));
    }

    @Test
    void relations_bring_columns_keys_and_join_tables() {
        DesiredSchema schema = read("""
                @Entity() export class User {
                  @PrimaryGeneratedColumn('uuid') id: string;
                  @ManyToMany(() => Post, post => post.likedBy) @JoinTable() liked: Post[];
                }
                @Entity() export class Post {
                  @PrimaryGeneratedColumn() id: number;
                  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false }) author: User;
                  @Column({ nullable: true }) editorId: string;
                  @ManyToOne('User') @JoinColumn({ name: 'editorId' }) editor: User;
                  @OneToOne(() => Post, { deferrable: 'INITIALLY DEFERRED' }) @JoinColumn() answer: Post;
                  @ManyToOne(() => User, { createForeignKeyConstraints: false }) reader: User;
                  @ManyToMany(() => User, user => user.liked) likedBy: User[];
                }
                """);
        assertThat(lines(schema, "post"))
                .containsExactly(
                        "id integer not null serial",
                        "editorId uuid",
                        "authorId uuid not null",
                        "answerId integer",
                        "readerId uuid",
                        "FK_21cfd92153745cf699c6e72a6c3 foreign key [editorId] to user [id] NO ACTION/NO ACTION",
                        "FK_c6fb082a3114f35d0cc27c518e0 foreign key [authorId] to user [id] CASCADE/NO ACTION",
                        "FK_d5824157d842932f8428fae02cd foreign key [answerId] to post [id] NO ACTION/NO ACTION"
                                + " DEFERRABLE INITIALLY DEFERRED",
                        "PK_be5fda3aac270b134ff9c21cdee primary key [id]",
                        "REL_d5824157d842932f8428fae02c unique [answerId]");
        assertThat(lines(schema, "user_liked_post"))
                .contains("userId uuid not null", "postId integer not null")
                .anySatisfy(line -> assertThat(line).endsWith("foreign key [userId] to user [id] CASCADE/CASCADE"))
                .anySatisfy(line -> assertThat(line).endsWith("foreign key [postId] to post [id] NO ACTION/NO ACTION"))
                .anySatisfy(line -> assertThat(line).endsWith("primary key [userId, postId]"))
                .anySatisfy(line -> assertThat(line).endsWith(" index [postId]"));
    }

    @Test
    void columns_are_inherited_embedded_and_shared_by_child_entities() {
        DesiredSchema schema = read("""
                export abstract class Base extends BaseEntity { @PrimaryGeneratedColumn() id: number; }
                export class Address { @Column({ name: 'zip_code' }) zip: string; @Column() streetName: string; }
                @Entity() @TableInheritance({ column: { type: 'varchar', name: 'kind' } })
                export class Staff extends Base {
                  @Column(() => Address) home: Address;
                  @Column(() => Address, { prefix: 'w_' }) work: Address;
                  @Column(() => Address, { prefix: false }) other: Address;
                }
                @ChildEntity() export class Boss extends Staff { @Column() bonus: number; }
                """);
        assertThat(lines(schema, "staff"))
                .startsWith("id integer not null serial", "bonus integer", "kind character varying not null")
                .contains("homeZip_code character varying", "homeStreetname character varying")
                .contains("w_Zip_code character varying", "zip_code character varying")
                .anySatisfy(line -> assertThat(line).endsWith(" index [kind]"));
        assertThat(schema.catalog().tables()).hasSize(1);
    }

    @Test
    void keys_are_named_as_typeorm_hashes_them() {
        String entity = """
                @Entity() @Index(['name', 'age'], { unique: true }) @Index('named', ['age'])
                @Index((pet: Pet) => [pet.name]) @Index(['name'], { where: '"age" > 5' })
                @Unique(['age', 'name']) @Unique('late', ['age'], { deferrable: 'INITIALLY DEFERRED' })
                @Check('"age" > 0') @Exclusion('USING gist ("age" WITH =)')
                export class AllTypes { @PrimaryColumn() name: string; @PrimaryColumn() age: number; }
                """;
        assertThat(lines(read(entity), "all_types"))
                .contains(
                        "CHK_74572b1abe2b04ae9de7c56031 check \"age\" > 0",
                        "IDX_1378bc88b2ae1eb86f1787e346 unique index [name, age]",
                        "IDX_90b4098c2cb563fcd629092bb4 index [name] where \"age\" > 5",
                        "named index [age]",
                        "late UNIQUE (age) DEFERRABLE INITIALLY DEFERRED")
                .anySatisfy(
                        line -> assertThat(line).startsWith("XCL_").endsWith(" EXCLUDE USING gist (\"age\" WITH =)"))
                .anySatisfy(line -> assertThat(line).startsWith("PK_").endsWith(" primary key [name, age]"));
        DesiredSchema one = read(Map.of("a.ts", IMPORTS + entity), new ProjectFacts(Map.of("typeorm.version", "1.1")));
        assertThat(lines(one, "all_types")).contains("CHK_0a5a30820d5f799817fa9cb4f0 check \"age\" > 0");
    }

    @Test
    void the_data_source_says_how_things_are_named() {
        String entity = IMPORTS + """
                @Entity() export class OrderItem { @PrimaryGeneratedColumn('uuid') itemId: string;
                  @ManyToOne(() => OrderItem) parentItem: OrderItem; }
                """;
        DesiredSchema snake = read(Map.of("src/order-item.ts", entity, "src/data-source.ts", """
                        import { DataSource } from 'typeorm';
                        import { SnakeNamingStrategy as Snake } from 'typeorm-naming-strategies';
                        export default new DataSource({ type: 'postgres', namingStrategy: new Snake(),
                          uuidExtension: 'pgcrypto', entityPrefix: 'app_' });
                        """), ProjectFacts.none());
        assertThat(lines(snake, "app_order_item"))
                .contains("item_id uuid not null = gen_random_uuid()", "parent_item_item_id uuid");
        DesiredSchema own = read(Map.of("src/order-item.ts", entity, "src/names.ts", """
                        import { DefaultNamingStrategy } from 'typeorm';
                        import { snakeCase } from 'typeorm/util/StringUtils';
                        class Names extends DefaultNamingStrategy {
                          tableName(name: string, given?: string) { return given ?? `t_${snakeCase(name)}`; }
                          primaryKeyName(table: string, columns: string[]) {
                            const name = this.getTableName(table);
                            if (columns.length) { return 'pk_' + name + '_' + columns.join('_'); }
                            return name;
                          }
                        }
                        export const options = { type: 'postgres', namingStrategy: new Names() }; // a DataSource
                        """), ProjectFacts.none());
        assertThat(lines(own, "t_order_item"))
                .contains("itemId uuid not null = uuid_generate_v4()", "pk_t_order_item_itemId primary key [itemId]");
        DesiredSchema stated =
                read(Map.of("src/order-item.ts", entity), new ProjectFacts(Map.of("typeorm.naming-strategy", "snake")));
        assertThat(lines(stated, "order_item")).contains("parent_item_item_id uuid");
    }

    @Test
    void schemas_written_as_objects_are_entities_too() {
        DesiredSchema schema = read("""
                const common = { id: { type: Number, primary: true, generated: true } };
                export const Car = new EntitySchema({ name: 'Car', tableName: 'cars',
                  columns: { ...common, plate: { type: String, unique: true, length: 12 },
                    made: { name: 'made_at', type: 'timestamp with time zone', createDate: true } },
                  relations: { owner: { type: 'many-to-one', target: 'Owner', joinColumn: { name: 'owner_id' },
                    onDelete: 'CASCADE', nullable: false } },
                  indices: [{ name: 'by_plate', columns: ['plate', 'made'], unique: true }] });
                export const Owner = new EntitySchema({ name: 'Owner', columns: common });
                """);
        assertThat(lines(schema, "cars"))
                .contains(
                        "plate character varying(12) not null",
                        "made_at timestamp with time zone not null = now()",
                        "owner_id integer not null",
                        "by_plate unique index [plate, made_at]")
                .anySatisfy(
                        line -> assertThat(line).endsWith("foreign key [owner_id] to owner [id] CASCADE/NO ACTION"));
    }

    @Test
    void trees_keep_what_their_kind_needs() {
        DesiredSchema schema = read("""
                @Entity() @Tree('closure-table') export class Category { @PrimaryGeneratedColumn() id: number;
                  @TreeParent() parent: Category; @TreeChildren() children: Category[]; @TreeLevelColumn() level: number; }
                @Entity() @Tree('materialized-path') export class Path { @PrimaryGeneratedColumn() id: number; @TreeParent() up: Path; }
                @Entity() @Tree('nested-set') export class Nested { @PrimaryGeneratedColumn() id: number; }
                """);
        assertThat(lines(schema, "category_closure"))
                .contains("id_ancestor integer not null", "id_descendant integer not null", "level integer not null")
                .anySatisfy(line ->
                        assertThat(line).endsWith("foreign key [id_ancestor] to category [id] CASCADE/NO ACTION"));
        assertThat(lines(schema, "category")).contains("parentId integer");
        assertThat(lines(schema, "path")).contains("mpath character varying = ''::character varying", "upId integer");
        assertThat(lines(schema, "nested")).contains("nsleft integer not null = 1", "nsright integer not null = 2");
    }
}
