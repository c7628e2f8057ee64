package io.godwit.analyzer.sqlalchemy;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.model.catalog.ObjectName;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableArgumentsTest {
    @Test
    void the_schema_is_known_whatever_else_the_options_hold() {
        DesiredSchema schema = read("{\"schema\": \"forest\", \"info\": described()}");

        assertThat(schema.gaps()).isEmpty();
        assertThat(schema.catalog().tables()).containsOnlyKeys(new ObjectName("forest", "nest"));
    }

    @Test
    void a_schema_that_is_not_known_is_a_gap() {
        assertThat(read("{\"schema\": SCHEMA}").gaps())
                .extracting(Gap::what)
                .singleElement()
                .asString()
                .contains("__table_args__");
    }

    private static DesiredSchema read(String arguments) {
        return new SqlAlchemyLanguage()
                .read(List.of(new SourceFile("models.py", """
                from sqlalchemy import Column, Integer
                from sqlalchemy.orm import declarative_base
                from strange import SCHEMA, described
                Base = declarative_base()
                class Nest(Base):
                    __tablename__ = "nest"
                    __table_args__ = %s
                    id = Column(Integer, primary_key=True)
                """.formatted(arguments))), ProjectFacts.none());
    }
}
