package io.godwit.analyzer.written;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.model.ProjectFacts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlembicMigrationsTest {
    private static final String HEAD = """
            from alembic import op
            import sqlalchemy as sa
            from sqlalchemy.dialects import postgresql

            revision: str = "%s"
            down_revision = %s

            TABLE = "parcel"

            """;

    private static FileChange revision(String name, String after, String body) {
        return new FileChange(
                "alembic/versions/" + name + "_x.py",
                Optional.empty(),
                Optional.of(HEAD.formatted(name, after) + body));
    }

    private static WrittenMigrations read(FileChange... files) {
        return WrittenMigrations.in(List.of(files), ProjectFacts.none());
    }

    private static List<String> sql(List<Script> scripts) {
        return scripts.stream()
                .flatMap(script -> script.statements().stream())
                .map(statement -> statement.obstacle().map(why -> "? " + why).orElseGet(statement::text))
                .map(text ->
                        text.replaceAll("\\s+", " ").replace("\"public\".", "").replace("\"", ""))
                .toList();
    }

    @Test
    void a_table_comes_with_its_keys_enums_and_indexes() {
        assertThat(sql(read(revision("a1", "None", """
                def upgrade() -> None:
                    op.create_table(
                        TABLE,
                        sa.Column("id", sa.Integer(), nullable=False),
                        sa.Column("state", sa.Enum("NEW", "SENT", name="parcelstate"), nullable=False),
                        sa.Column("owner_id", sa.BigInteger(), nullable=True),
                        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.func.now()),
                        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], ondelete="CASCADE"),
                        sa.PrimaryKeyConstraint("id"),
                        sa.UniqueConstraint("owner_id", "state", name="uq_parcel"),
                    )
                    op.create_index(op.f("ix_parcel_state"), "parcel", ["state", sa.text("lower(note)")], unique=False,
                                    postgresql_where=sa.text("state = 'NEW'"))


                def downgrade() -> None:
                    op.drop_index(op.f("ix_parcel_state"), table_name="parcel")
                    op.drop_table("parcel")
                    sa.Enum(name="parcelstate").drop(op.get_bind())
                """)).ups()))
                .contains(
                        "CREATE TYPE parcelstate AS ENUM ('NEW', 'SENT')",
                        "CREATE INDEX ix_parcel_state ON parcel (state, lower(note)) WHERE state = 'NEW'")
                .anySatisfy(text -> assertThat(text)
                        .startsWith("CREATE TABLE parcel")
                        .contains("id serial", "CONSTRAINT uq_parcel UNIQUE (owner_id, state)", "DEFAULT now()"))
                .anySatisfy(text ->
                        assertThat(text).contains("FOREIGN KEY (owner_id) REFERENCES owner (id) ON DELETE CASCADE"));
    }

    @Test
    void columns_and_constraints_change_there_and_back() {
        WrittenMigrations read = read(revision("a2", "'a1'", """
                def upgrade():
                    op.add_column("parcel", sa.Column("weight", sa.Numeric(8, 2), server_default="0", nullable=False))
                    op.execute("UPDATE parcel SET weight = 1")
                    op.alter_column("parcel", "weight", server_default=None, type_=sa.Float(), existing_type=sa.Numeric())
                    op.alter_column("parcel", "note", new_column_name="remark", nullable=False)
                    op.create_foreign_key(None, "parcel", "owner", ["owner_id"], ["id"], ondelete="SET NULL")
                    op.create_check_constraint("ck_w", "parcel", "weight >= 0")
                    op.create_unique_constraint("uq_r", "parcel", ["remark"], deferrable=True, initially="DEFERRED")
                    with op.batch_alter_table("owner", schema="shop") as batch_op:
                        batch_op.add_column(sa.Column("vat", sa.String(length=20), nullable=True))
                        batch_op.create_index(batch_op.f("ix_vat"), ["vat"], unique=True)
                        batch_op.create_index(index_name=batch_op.f("ix_name"), columns=["name"], unique=False)
                        batch_op.create_foreign_key(constraint_name="fk_v", referent_table="vats", local_cols=["vat"], remote_cols=["id"])
                        batch_op.alter_column("name", existing_type=sa.String(), nullable=True)
                    with op.get_context().autocommit_block():
                        op.execute("ALTER TYPE parcelstate ADD VALUE 'LOST'")
                    conn = op.get_bind()
                    conn.execute(sa.text("DELETE FROM parcel WHERE weight < 0"))
                    conn.execute(sa.text("SELECT 1"))

                def downgrade():
                    with op.batch_alter_table("owner", schema="shop") as batch_op:
                        batch_op.drop_index(batch_op.f("ix_vat"))
                        batch_op.drop_column("vat")
                    op.drop_constraint("uq_r", "parcel", type_="unique")
                """));
        assertThat(sql(read.ups()))
                .containsExactly(
                        "ALTER TABLE parcel ADD COLUMN weight numeric(8,2) NOT NULL DEFAULT '0'",
                        "UPDATE parcel SET weight = 1",
                        "ALTER TABLE parcel ALTER COLUMN weight TYPE double precision",
                        "ALTER TABLE parcel ALTER COLUMN weight DROP DEFAULT",
                        "ALTER TABLE parcel ALTER COLUMN note SET NOT NULL",
                        "ALTER TABLE parcel RENAME COLUMN note TO remark",
                        "ALTER TABLE parcel ADD FOREIGN KEY (owner_id) REFERENCES owner (id) ON DELETE SET NULL",
                        "ALTER TABLE parcel ADD CONSTRAINT ck_w CHECK (weight >= 0)",
                        "ALTER TABLE parcel ADD CONSTRAINT uq_r UNIQUE (remark) DEFERRABLE INITIALLY DEFERRED",
                        "ALTER TABLE shop.owner ADD COLUMN vat character varying(20)",
                        "CREATE UNIQUE INDEX ix_vat ON shop.owner (vat)",
                        "CREATE INDEX ix_name ON shop.owner (name)",
                        "ALTER TABLE shop.owner ADD CONSTRAINT fk_v FOREIGN KEY (vat) REFERENCES vats (id)",
                        "ALTER TABLE shop.owner ALTER COLUMN name DROP NOT NULL",
                        "ALTER TYPE parcelstate ADD VALUE 'LOST'",
                        "DELETE FROM parcel WHERE weight < 0");
        assertThat(sql(read.downs()))
                .containsExactly(
                        "DROP INDEX shop.ix_vat",
                        "ALTER TABLE shop.owner DROP COLUMN vat",
                        "ALTER TABLE parcel DROP CONSTRAINT uq_r");
    }

    @Test
    void what_only_the_program_knows_is_named_and_the_rest_is_read() {
        assertThat(sql(read(revision("a3", "'a2'", """
                def upgrade():
                    if op.get_bind().dialect.name == "sqlite":
                        op.drop_table("nothing")
                    else:
                        op.drop_column("parcel", "a")
                    for name in names():
                        op.drop_column("parcel", name)
                    op.bulk_insert(parcel, [{"id": 1}])
                    op.execute(f"UPDATE parcel SET a = {value()}")
                    more()

                def more():
                    op.drop_column("parcel", "b")
                """)).ups()))
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo("ALTER TABLE parcel DROP COLUMN a"),
                        two -> assertThat(two).startsWith("? what the loop goes over"),
                        three -> assertThat(three).startsWith("? the table is only known"),
                        four -> assertThat(four).startsWith("? its SQL is put together"),
                        five -> assertThat(five).isEqualTo("ALTER TABLE parcel DROP COLUMN b"));
    }

    @Test
    void constant_loops_rows_and_functions_are_read_with_what_the_project_declares() {
        FileChange types = new FileChange("app/types.py", Optional.of(""), Optional.of("""
                import sqlalchemy as sa
                FIRST = "first"

                class Json(sa.types.TypeDecorator):
                    impl = sa.Text
                """));
        assertThat(sql(read(types, revision("a4", "None", """
                from app import types

                def add(table, name="extra"):
                    op.add_column(table, sa.Column(name, types.Json()))

                def upgrade():
                    kinds = op.create_table("kind", sa.Column("name", sa.String(9), primary_key=True))
                    op.bulk_insert(kinds, [{"name": types.FIRST}, {"name": "it's"}])
                    for table, name in [("a", "x"), ("b", "y")]:
                        add(table, name)
                    add("c")
                    plain = sa.Table("plain", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))
                    plain.create()
                """)).ups()))
                .containsExactly(
                        "CREATE TABLE kind ( name character varying(9) NOT NULL, CONSTRAINT kind_pkey PRIMARY KEY (name) )",
                        "INSERT INTO kind (name) VALUES ('first')",
                        "INSERT INTO kind (name) VALUES ('it''s')",
                        "ALTER TABLE a ADD COLUMN x text",
                        "ALTER TABLE b ADD COLUMN y text",
                        "ALTER TABLE c ADD COLUMN extra text",
                        "CREATE TABLE plain ( id serial NOT NULL, CONSTRAINT plain_pkey PRIMARY KEY (id) )");
    }

    @Test
    void revisions_run_in_the_order_they_name() {
        WrittenMigrations read = read(
                revision("f9", "'b2'", "def upgrade():\n    op.drop_column('t', 'last')\n"),
                revision("b2", "('c3', 'x0')", "def upgrade():\n    op.drop_column('t', 'second')\n"),
                revision("c3", "'x0'", "def upgrade():\n    op.drop_column('t', 'first')\n"));
        assertThat(sql(read.ups()))
                .containsExactly(
                        "ALTER TABLE t DROP COLUMN first",
                        "ALTER TABLE t DROP COLUMN second",
                        "ALTER TABLE t DROP COLUMN last");
    }

    @Test
    void a_default_that_is_not_understood_is_named_with_its_column() {
        assertThat(String.join(" ", sql(read(revision("a9", "'a1'", """
                def upgrade():
                    op.add_column("parcel", sa.Column("worth", sa.Integer(), server_default=computed()))
                """)).ups())))
                .contains("the default of parcel.worth is not understood");
    }

    @Test
    void a_drop_of_what_an_inspector_is_asked_for_is_made_only_where_it_is_there() {
        assertThat(sql(read(revision("b1", "None", """
                def upgrade():
                    inspector = sa.inspect(op.get_bind())
                    if "old" in inspector.get_table_names():
                        op.drop_table("old")
                    if "note" in [c["name"] for c in inspector.get_columns("parcel")]:
                        op.drop_column("parcel", "note")
                        op.drop_column("parcel", "other")
                    if "uq" in inspector.get_unique_constraints("parcel"):
                        op.drop_constraint("uq", "parcel")
                    if "ix" in known:
                        op.drop_index("ix", table_name="parcel")
                """)).ups()))
                .containsExactly(
                        "DROP TABLE IF EXISTS old",
                        "ALTER TABLE parcel DROP COLUMN IF EXISTS note",
                        "ALTER TABLE parcel DROP COLUMN other",
                        "ALTER TABLE parcel DROP CONSTRAINT IF EXISTS uq",
                        "DROP INDEX IF EXISTS ix");
    }

    @Test
    void a_type_is_found_through_an_import_of_its_package_alone() {
        FileChange root = new FileChange("shop/__init__.py", Optional.of(""), Optional.of(""));
        FileChange types = new FileChange("shop/db/types.py", Optional.of(""), Optional.of("""
                import sqlalchemy as sa

                class Json(sa.types.TypeDecorator):
                    impl = sa.Text
                """));
        FileChange inner = new FileChange("shop/db/__init__.py", Optional.of(""), Optional.of(""));
        assertThat(sql(read(root, inner, types, revision("b2", "None", """
                import shop

                def upgrade():
                    op.add_column("parcel", sa.Column("facts", shop.db.types.Json()))
                """)).ups()))
                .containsExactly("ALTER TABLE parcel ADD COLUMN facts text");
    }
}
