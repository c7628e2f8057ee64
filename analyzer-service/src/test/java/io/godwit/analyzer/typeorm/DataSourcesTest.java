package io.godwit.analyzer.typeorm;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.SchemaObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What data sources register, and views.
class DataSourcesTest {
    private static final SourceFile USER =
            file("src/users/user.entity.ts", "@Entity() export class User { @PrimaryGeneratedColumn() id: number; }");
    private static final SourceFile LOG =
            file("src/logs/log.entity.ts", "@Entity() export class Log { @PrimaryGeneratedColumn() id: number; }");

    private static SourceFile file(String path, String text) {
        return new SourceFile(
                path,
                "import { Column, Entity, PrimaryGeneratedColumn, ViewEntity, ViewColumn, Index,"
                        + " DataSource } from 'typeorm';\n" + text);
    }

    private static DesiredSchema read(SourceFile... files) {
        return new TypeOrmLanguage().read(List.of(files), ProjectFacts.none());
    }

    private static List<String> tables(DesiredSchema schema) {
        return schema.catalog().tables().keySet().stream().map(ObjectName::name).toList();
    }

    @Test
    void an_entity_that_no_data_source_lists_is_left_alone() {
        DesiredSchema schema = read(
                USER,
                LOG,
                file(
                        "src/data-source.ts",
                        "import { User } from './users/user.entity';\n"
                                + "export default new DataSource({ type: 'postgres', entities: [User], synchronize: true });"));

        assertThat(tables(schema)).containsExactly("user");
        assertThat(schema.notes()).anyMatch(note -> note.contains("Log (src/logs/log.entity.ts:2)"));
        assertThat(schema.notes())
                .anyMatch(note -> note.startsWith("src/data-source.ts:3") && note.contains("synchronize"));
    }

    @Test
    void lists_are_patterns_of_files_too() {
        assertThat(
                        tables(
                                read(
                                        USER,
                                        LOG,
                                        new SourceFile(
                                                "ormconfig.json",
                                                "{\"type\": \"postgres\", \"entityPrefix\": \"p_\", \"entities\": [\"dist/users/**/*.entity{.ts,.js}\"]}"))))
                .containsExactly("p_user");
        assertThat(
                        tables(
                                read(
                                        USER,
                                        LOG,
                                        file(
                                                "src/db.ts",
                                                "new DataSource({ type: 'postgres', entities: [__dirname + '/**/*.entity{.ts,.js}'] });"))))
                .containsExactly("log", "user");
    }

    @Test
    void an_entity_of_another_database_is_not_in_this_one() {
        assertThat(tables(read(
                        USER,
                        LOG,
                        file(
                                "src/logs.ts",
                                "import { Log } from './logs/log.entity';\n"
                                        + "new DataSource({ type: 'mysql', entities: [Log] });"))))
                .containsExactly("user");
    }

    @Test
    void a_list_that_cannot_be_followed_registers_everything() {
        assertThat(tables(read(
                        USER,
                        LOG,
                        file("src/db.ts", "new DataSource({ type: 'postgres', entities: found(process.argv) });"))))
                .containsExactly("log", "user");
    }

    @Test
    void a_view_is_what_its_expression_selects() {
        DesiredSchema schema = read(USER, file("src/views.ts", """
                        @ViewEntity({ expression: `SELECT id FROM "user";` })
                        export class UserIds { @ViewColumn() id: number; }
                        @ViewEntity({ name: 'many', materialized: true, expression: 'SELECT id FROM user_ids' })
                        export class Many { @Index('ix_many') @ViewColumn() id: number; }
                        @ViewEntity({ expression: (source) => source.createQueryBuilder() })
                        export class Built { @ViewColumn() id: number; }
                        """));

        assertThat(schema.catalog().objects().values())
                .extracting(SchemaObject::makes)
                .containsExactlyInAnyOrder(
                        List.of("CREATE VIEW \"public\".\"user_ids\" AS SELECT id FROM \"user\""),
                        List.of(
                                "CREATE MATERIALIZED VIEW \"public\".\"many\" AS SELECT id FROM user_ids",
                                "CREATE INDEX \"ix_many\" ON \"public\".\"many\" (\"id\")"));
        assertThat(schema.catalog().objects().values())
                .anySatisfy(view -> assertThat(view.uses()).containsExactly("view public.user_ids"));
        assertThat(schema.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.table()).contains(ObjectName.inPublic("built"));
            assertThat(gap.what()).contains("built by code");
        });
        assertThat(schema.locationOf(Element.whole(ObjectName.inPublic("user_ids"))))
                .hasValueSatisfying(place -> assertThat(place.file()).isEqualTo("src/views.ts"));
    }
}
