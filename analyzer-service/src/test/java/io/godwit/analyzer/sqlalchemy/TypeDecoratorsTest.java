package io.godwit.analyzer.sqlalchemy;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.ObjectName;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeDecoratorsTest {
    private static final String START = """
            from sqlalchemy import CHAR, Column, Enum, Integer, String
            from sqlalchemy.dialects import postgresql
            from sqlalchemy.orm import declarative_base
            from sqlalchemy.types import TypeDecorator, UserDefinedType
            Base = declarative_base()
            """;

    @Test
    void what_a_type_asks_of_the_dialect_is_answered_for_postgresql() {
        DesiredSchema schema = read("""
                class Id(TypeDecorator):
                    impl = CHAR
                    def load_dialect_impl(self, dialect):
                        if dialect.name == "postgresql":
                            return dialect.type_descriptor(postgresql.UUID())
                        return dialect.type_descriptor(CHAR(32))
                class Point(UserDefinedType):
                    def get_col_spec(self, **kw):
                        return "POINT"
                class Nest(Base):
                    __tablename__ = "nest"
                    id = Column(Id(), primary_key=True)
                    place = Column(Point)
                """);

        assertThat(schema.gaps()).isEmpty();
        assertThat(columns(schema)).extracting(column -> column.type().sql()).containsExactly("uuid", "point");
    }

    @Test
    void a_length_or_label_that_is_not_known_is_a_gap_and_never_left_away() {
        DesiredSchema schema = read("""
                from settings import LONGEST, MORE_KINDS
                class Nest(Base):
                    __tablename__ = "nest"
                    id = Column(Integer, primary_key=True)
                    name = Column(String(LONGEST))
                    kind = Column(Enum("tree", MORE_KINDS, name="kind"))
                """);

        assertThat(columns(schema)).extracting(Column::name).containsExactly("id");
        assertThat(schema.gaps())
                .extracting(Gap::what)
                .satisfiesExactly(
                        name -> assertThat(name).startsWith("nest.name"),
                        kind -> assertThat(kind).startsWith("nest.kind"));
    }

    @Test
    void a_type_may_be_called_by_a_name_of_the_projects_own() {
        DesiredSchema schema = read("""
                import sqlalchemy as sql
                Words, Count = sql.String, 3
                Letters = sql.String
                Flag = sql.Boolean
                class Nest(Base):
                    __tablename__ = "nest"
                    id = Column(Letters(8), primary_key=True)
                    taken = Column(Flag)
                """);

        assertThat(schema.gaps()).isEmpty();
        assertThat(columns(schema))
                .extracting(column -> column.type().sql())
                .containsExactly("character varying(8)", "boolean");
    }

    @Test
    void labels_may_be_spread_from_a_constant() {
        DesiredSchema schema = read("""
                from sqlalchemy import MetaData, Table
                KINDS = ["tree", "ground"]
                nests = Table("nest", MetaData(), Column("kind", Enum(name="nest_kind", *KINDS)))
                """);

        assertThat(schema.catalog().enums())
                .hasEntrySatisfying(
                        ObjectName.inPublic("nest_kind"),
                        type -> assertThat(type.labels()).containsExactly("tree", "ground"));
        assertThat(columns(schema)).extracting(Column::name).containsExactly("kind");
    }

    private static List<Column> columns(DesiredSchema schema) {
        return schema.catalog().table(ObjectName.inPublic("nest")).orElseThrow().columns();
    }

    private static DesiredSchema read(String models) {
        return new SqlAlchemyLanguage().read(List.of(new SourceFile("models.py", START + models)), ProjectFacts.none());
    }
}
