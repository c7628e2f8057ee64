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

class OutsideBasesTest {
    @Test
    void a_base_class_that_is_not_among_the_files_is_named() {
        DesiredSchema schema = read("""
                from sqlalchemy import Column, Integer
                from sqlalchemy.orm import declarative_base
                from strange.mixins import Audited
                Base = declarative_base()
                class Nest(Audited, Base):
                    __tablename__ = "nest"
                    id = Column(Integer, primary_key=True)
                """);

        assertThat(schema.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.what()).contains("nest", "strange.mixins.Audited");
            assertThat(gap.location().line()).isEqualTo(5);
            assertThat(gap.table()).contains(ObjectName.inPublic("nest"));
        });
    }

    @Test
    void bases_that_bring_no_columns_are_not_named() {
        DesiredSchema schema = read("""
                from abc import ABC
                from typing import Generic, TypeVar
                from flask_login import UserMixin
                from flask_sqlalchemy import SQLAlchemy
                from sqlalchemy import Column, Integer
                from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass
                db = SQLAlchemy()
                class Base(MappedAsDataclass, DeclarativeBase):
                    pass
                class Nest(Base, UserMixin, ABC):
                    __tablename__ = "nest"
                    id = Column(Integer, primary_key=True)
                class Tree(db.Model, object):
                    id = Column(Integer, primary_key=True)
                """);

        assertThat(schema.gaps()).isEmpty();
    }

    @Test
    void mixins_of_known_packages_bring_their_columns() {
        DesiredSchema schema = read("""
                from oslo_db.sqlalchemy import models
                from sqlalchemy import Column, Integer
                from sqlalchemy.orm import declarative_base
                from sqlalchemy_utils import Timestamp, UUIDType
                class NestBase(models.ModelBase, models.TimestampMixin):
                    pass
                Base = declarative_base(cls=NestBase)
                class Nest(Base, Timestamp, models.SoftDeleteMixin):
                    __tablename__ = "nest"
                    id = Column(UUIDType, primary_key=True)
                """);

        assertThat(schema.gaps()).extracting(Gap::what).isEmpty();
        assertThat(schema.catalog()
                        .table(ObjectName.inPublic("nest"))
                        .orElseThrow()
                        .columns())
                .extracting(Column::name)
                .containsExactlyInAnyOrder(
                        "created_at", "updated_at", "deleted_at", "deleted", "created", "updated", "id");
    }

    private static DesiredSchema read(String models) {
        return new SqlAlchemyLanguage().read(List.of(new SourceFile("models.py", models)), ProjectFacts.none());
    }
}
