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

class LaterArgumentsTest {
    @Test
    void a_column_that_another_module_sets_belongs_to_the_table() {
        DesiredSchema schema = read("""
                setattr(models.Nest, "eggs", Column(Integer))
                models.Nest.height = Column(Integer)
                """);

        assertThat(schema.gaps()).isEmpty();
        assertThat(schema.catalog()
                        .table(ObjectName.inPublic("nest"))
                        .orElseThrow()
                        .columns())
                .extracting(Column::name)
                .containsExactly("id", "eggs", "height");
    }

    @Test
    void a_column_set_on_a_class_that_is_not_known_is_a_gap() {
        assertThat(read("setattr(nests.Nest, 'eggs', Column(Integer))").gaps())
                .extracting(Gap::what)
                .containsExactly("a column, eggs, is given to a table that is not understood");
    }

    @Test
    void what_is_set_and_is_no_column_is_nothing() {
        assertThat(read("setattr(nests.Nest, 'eggs', 3)").gaps()).isEmpty();
    }

    private static DesiredSchema read(String elsewhere) {
        return new SqlAlchemyLanguage()
                .read(
                        List.of(new SourceFile("park/models.py", """
                                from sqlalchemy import Column, Integer
                                from sqlalchemy.orm import declarative_base
                                Base = declarative_base()
                                class Nest(Base):
                                    __tablename__ = "nest"
                                    id = Column(Integer, primary_key=True)
                                """), new SourceFile("park/eggs.py", """
                                from sqlalchemy import Column, Integer
                                from park import models
                                import nests
                                """ + elsewhere)),
                        ProjectFacts.none());
    }
}
