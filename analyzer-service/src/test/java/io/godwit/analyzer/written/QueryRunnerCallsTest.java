package io.godwit.analyzer.written;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.model.ProjectFacts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The names and forms are those TypeORM 0.3 gave to such calls in an empty database.
class QueryRunnerCallsTest {
    private static List<String> sql(String members, String up) {
        FileChange file = new FileChange(
                "src/migrations/17-Change.ts",
                Optional.empty(),
                Optional.of("""
                import { MigrationInterface, QueryRunner, Table, TableColumn, TableForeignKey, TableIndex } from "typeorm";
                import { seed } from '../seeds';
                const ORDERS = 'orders';
                export class Change17 implements MigrationInterface {
                """ + members + "\nasync up(runner: QueryRunner) {\n" + up + "\n}\n}\n"));
        FileChange seeds = new FileChange("src/seeds.ts", Optional.empty(), Optional.of("""
                export enum Kind { NEW = 'new' }
                export async function seed(queryRunner: QueryRunner) {
                  await queryRunner.query(`INSERT INTO kinds VALUES ('${Kind.NEW}')`);
                }
                """));
        return WrittenMigrations.in(List.of(file, seeds), ProjectFacts.none()).ups().getFirst().statements().stream()
                .map(WrittenStatement::text)
                .toList();
    }

    @Test
    void a_table_comes_with_its_enums_keys_and_indexes() {
        assertThat(sql("""
                lines = new Table({ name: 'order_line', columns: [
                    { name: 'id', type: 'bigint', isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
                    { name: 'orderId', type: 'uuid' },
                    { name: 'kind', type: 'enum', enum: ['A', 'B'], default: "'A'" },
                    { name: 'tags', type: 'text', isArray: true, isNullable: true },
                  ],
                  foreignKeys: [{ columnNames: ['orderId'], referencedTableName: ORDERS,
                    referencedColumnNames: ['id'], onDelete: 'CASCADE' }],
                  indices: [{ columnNames: ['kind', 'orderId'], isUnique: true }] });
                """, "await runner.createTable(this.lines);"))
                .containsExactly(
                        "CREATE TYPE \"order_line_kind_enum\" AS ENUM ('A', 'B')",
                        "CREATE TABLE \"order_line\" (\"id\" BIGSERIAL NOT NULL, \"orderId\" uuid NOT NULL, \"kind\""
                                + " \"order_line_kind_enum\" NOT NULL DEFAULT 'A', \"tags\" text[], CONSTRAINT"
                                + " \"FK_239cfca2a55b98b90b6bef2e44f\" FOREIGN KEY (\"orderId\") REFERENCES \"orders\""
                                + " (\"id\") ON DELETE CASCADE, CONSTRAINT \"PK_01a7c973d9f30479647e44f9892\" PRIMARY KEY"
                                + " (\"id\"))",
                        "CREATE UNIQUE INDEX \"IDX_dc16f3e3e52cd6b302cb0e4d26\" ON \"order_line\" (\"kind\", \"orderId\")");
    }

    @Test
    void columns_and_keys_are_added_changed_and_renamed() {
        assertThat(sql("", """
                const age = new TableColumn({ name: 'age', type: 'int', isNullable: true });
                const older = new TableColumn({ name: 'age', type: 'bigint', default: 6 });
                await runner.addColumn('author', new TableColumn({
                    name: 'price', type: 'decimal', precision: 10, scale: 2, default: 0 }));
                await runner.changeColumn('author', age, older);
                await runner.renameColumn('author', 'name', 'fullName');
                await runner.createForeignKey('shop.book', new TableForeignKey({ name: 'fk', columnNames: ['authorId'],
                    referencedTableName: 'author', referencedColumnNames: ['id'] }));
                await runner.createIndex('book', new TableIndex({ columnNames: ['pages', 'title'] }));
                await runner.dropIndex('shop.book', 'by_title');
                """))
                .containsExactly(
                        "ALTER TABLE \"author\" ADD COLUMN \"price\" decimal(10,2) NOT NULL DEFAULT 0",
                        "ALTER TABLE \"author\" ALTER COLUMN \"age\" TYPE bigint USING \"age\"::bigint",
                        "ALTER TABLE \"author\" ALTER COLUMN \"age\" SET DEFAULT 6",
                        "ALTER TABLE \"author\" ALTER COLUMN \"age\" SET NOT NULL",
                        "ALTER TABLE \"author\" RENAME COLUMN \"name\" TO \"fullName\"",
                        "ALTER TABLE \"shop\".\"book\" ADD CONSTRAINT \"fk\" FOREIGN KEY (\"authorId\") REFERENCES"
                                + " \"author\" (\"id\")",
                        "CREATE INDEX \"IDX_6b7709422c2b13525d8f2e1554\" ON \"book\" (\"pages\", \"title\")",
                        "DROP INDEX \"shop\".\"by_title\"");
    }

    @Test
    void the_runner_is_followed_into_methods_and_functions_it_is_handed_to() {
        assertThat(sql("""
                async fill(qr: QueryRunner, table: string) {
                    await qr.query(`UPDATE "${table}" SET kind = 'a'`);
                }
                """, """
                const rows = await runner.query('SELECT id FROM orders');
                const drop = async (column: string) => { await runner.query(`ALTER TABLE orders DROP COLUMN ${column}`); };
                await this.fill(runner, ORDERS);
                await seed(runner);
                await drop('a');
                await drop('b');
                await elsewhere(runner);
                """))
                .containsExactly(
                        "UPDATE \"orders\" SET kind = 'a'",
                        "INSERT INTO kinds VALUES ('new')",
                        "ALTER TABLE orders DROP COLUMN a",
                        "ALTER TABLE orders DROP COLUMN b",
                        "elsewhere(runner)");
    }

    @Test
    void what_mikro_orm_is_given_is_read() {
        FileChange file = new FileChange("src/migrations/Migration1.ts", Optional.empty(), Optional.of("""
                export class Migration1 extends Migration {
                  override async up(): Promise<void> {
                    this.addSql(`alter table "orders" add column "kind" text null;`);
                  }
                  override async down(): Promise<void> {
                    this.addSql(`alter table "orders" drop column "kind";`);
                  }
                }
                """));
        WrittenMigrations written = WrittenMigrations.in(List.of(file), ProjectFacts.none());
        assertThat(written.tools()).isEqualTo("MikroORM");
        assertThat(WrittenMigrations.statements(written.ups()))
                .extracting(WrittenStatement::text)
                .containsExactly("alter table \"orders\" add column \"kind\" text null");
        assertThat(WrittenMigrations.statements(written.downs())).hasSize(1);
    }
}
