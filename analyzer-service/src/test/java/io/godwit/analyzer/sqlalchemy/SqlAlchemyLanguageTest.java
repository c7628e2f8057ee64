package io.godwit.analyzer.sqlalchemy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.godwit.analyzer.MigratedCatalog;
import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlAlchemyLanguageTest {
    private static final Path MODELS = Path.of("src/test/resources/io/godwit/analyzer/sqlalchemy");

    /// `expected.sql` is what SQLAlchemy 2.0 itself creates for the models beside it.
    @Test
    void models_become_the_tables_sqlalchemy_itself_creates() throws Exception {
        assertThat(MigratedCatalog.migrated("", Map.of(), MigratedCatalog.python(MODELS), ProjectFacts.none()))
                .isEqualTo(MigratedCatalog.created(Files.readString(MODELS.resolve("expected.sql"))));
    }

    @Test
    void an_unknown_type_is_a_gap_and_the_rest_of_the_table_is_read() {
        DesiredSchema schema = read("""
                from sqlalchemy import Column, Integer
                from sqlalchemy.orm import declarative_base
                from strange import Colour
                Base = declarative_base()
                class Tree(Base):
                    __tablename__ = "tree"
                    id = Column(Integer, primary_key=True)
                    colour = Column(Colour())
                """);

        assertThat(schema.gaps())
                .extracting(Gap::what)
                .singleElement()
                .asString()
                .contains("tree.colour");
        assertThat(schema.catalog()
                        .table(ObjectName.inPublic("tree"))
                        .orElseThrow()
                        .columns())
                .extracting(Column::name)
                .containsExactly("id");
    }

    @Test
    void columns_that_take_their_types_from_one_another_are_read_in_no_time() {
        StringBuilder models = new StringBuilder("""
                from sqlalchemy import Column, ForeignKey, Integer
                from sqlalchemy.orm import declarative_base
                Base = declarative_base()
                class Tree0(Base):
                    __tablename__ = "tree0"
                    id = Column(Integer, primary_key=True)
                """);
        for (int i = 1; i < 40; i++) {
            models.append("class Tree%d(Base):\n    __tablename__ = 'tree%d'\n".formatted(i, i));
            for (String column : List.of("id", "left", "right", "above", "below")) {
                models.append("    %s = Column(ForeignKey('tree%d.id'), primary_key=%s)\n"
                        .formatted(column, i < 20 ? i - 1 : 20 + i % 20, column.equals("id") ? "True" : "False"));
            }
        }

        DesiredSchema schema = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> read(models.toString()));

        assertThat(schema.catalog()
                        .table(ObjectName.inPublic("tree19"))
                        .orElseThrow()
                        .columns())
                .hasSize(5)
                .allMatch(column -> column.type().sql().equals("integer"));
    }

    @Test
    void python_defaults_are_what_existing_rows_get() {
        DesiredSchema schema = read("""
                import uuid
                from sqlalchemy import String
                from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
                class Base(DeclarativeBase):
                    pass
                class Tree(Base):
                    __tablename__ = "tree"
                    id: Mapped[int] = mapped_column(primary_key=True)
                    kind: Mapped[str] = mapped_column(String(9), default="oak")
                    token: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4)
                """);

        assertThat(schema.rowValues())
                .containsOnly(
                        Map.entry(element("kind"), "'oak'::character varying"),
                        Map.entry(element("token"), "gen_random_uuid()"));
    }

    @Test
    void columns_and_types_that_functions_partials_and_types_of_the_project_make_are_read() {
        DesiredSchema schema = read("""
                from functools import partial
                from sqlalchemy import CheckConstraint, Column, Index, Integer, String, Text, orm
                from sqlalchemy.orm import declarative_base
                from sqlalchemy.types import TypeDecorator
                Base = declarative_base()
                Required = partial(Column, nullable=False)
                class Code(String):
                    def __init__(self, length, upper=False):
                        super().__init__(length)
                class Label(TypeDecorator):
                    impl = String
                def key(length):
                    return Column(String(length), primary_key=True)
                def long():
                    return Text()
                class Tree(Base):
                    __tablename__ = "tree"
                    __table_args__ = (CheckConstraint("size > 1"), Index("%s_code" % __tablename__, "code"))
                    id = key(36)
                    code = Required(Code(8, upper=True))
                    label = Column(Label(20))
                    notes = orm.deferred(Column(long()))
                    size = Column(Integer)
                Tree.park_id = Column(String(9))
                """);

        assertThat(schema.gaps()).isEmpty();
        Table tree = schema.catalog().table(ObjectName.inPublic("tree")).orElseThrow();
        assertThat(tree.columns())
                .extracting(column -> column.name() + " " + column.type() + (column.nullable() ? "" : " required"))
                .containsExactly(
                        "id character varying(36) required",
                        "code character varying(8) required",
                        "label character varying(20)",
                        "notes text",
                        "size integer",
                        "park_id character varying(9)");
        assertThat(tree.constraints()).extracting(Constraint::name).contains("tree_size_check");
        assertThat(tree.indexes()).extracting(Index::name).containsExactly("tree_code");
    }

    private static Element element(String column) {
        return new Element(ObjectName.inPublic("tree"), column);
    }

    /// As SQLAlchemy 2.1 made them of such models.
    @Test
    void annotations_take_the_types_the_project_maps_them_to() {
        DesiredSchema schema = read("""
                from sqlalchemy import *
                from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
                import datetime
                from typing import Annotated, Optional
                str50 = Annotated[str, mapped_column(String(50), index=True)]
                big = Annotated[int, 64]
                class Base(DeclarativeBase):
                    type_annotation_map = {datetime.datetime: DateTime(timezone=True), big: BigInteger(), str: Text(),
                        list[str]: ARRAY(String)}
                class Account(Base):
                    __tablename__ = "account"
                    id: Mapped[big] = mapped_column(Sequence("ids", start=5), primary_key=True)
                    name: Mapped[str50]
                    bio: Mapped[Optional[str]]
                    tags: Mapped[list[str]]
                    at: Mapped[datetime.datetime] = mapped_column(server_default=func.timezone('utc', func.now()))
                class Special(Account):
                    extra: Mapped[Optional[int]]
                """);
        assertThat(schema.gaps()).isEmpty();
        assertThat(schema.catalog()
                        .table(ObjectName.inPublic("account"))
                        .orElseThrow()
                        .columns())
                .extracting(column -> column.name() + " " + column.type() + (column.nullable() ? "" : " required"))
                .containsExactly(
                        "id bigint required",
                        "name character varying(50) required",
                        "bio text",
                        "tags character varying[] required",
                        "at timestamp with time zone required",
                        "extra integer");
        assertThat(schema.catalog().objects().values())
                .singleElement()
                .asString()
                .isEqualTo("sequence public.ids");
    }

    private static DesiredSchema read(String text) {
        return new SqlAlchemyLanguage().read(List.of(new SourceFile("models.py", text)), ProjectFacts.none());
    }
}
