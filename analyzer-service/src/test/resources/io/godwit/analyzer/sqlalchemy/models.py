import datetime
import decimal
import enum
import uuid
from typing import Annotated, Optional

from sqlalchemy import (
    ARRAY, BigInteger, Boolean, CheckConstraint, Column, Computed, DateTime, Enum, Float, ForeignKey,
    ForeignKeyConstraint, Identity, Index, Integer, LargeBinary, MetaData, Numeric, SmallInteger, String, Table, Text,
    TypeDecorator, UniqueConstraint, func, text,
)
from sqlalchemy.dialects.postgresql import INET, JSONB, UUID
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    })


key = Annotated[int, mapped_column(primary_key=True)]


class Colour(enum.Enum):
    RED = "red"
    GREEN = "green"


class Money(TypeDecorator):
    impl = Numeric(12, 2)
    cache_ok = True


class Stamped:
    created_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())

    @declared_attr
    def owner_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)


class Person(Base):
    __tablename__ = "people"
    id: Mapped[key]
    name: Mapped[str]
    nick: Mapped[Optional[str]] = mapped_column(String(30), unique=True)
    colour: Mapped[Colour]
    other: Mapped[Colour | None] = mapped_column(Enum(Colour, native_enum=False))
    level: Mapped[int] = mapped_column(server_default="5")
    active: Mapped[bool] = mapped_column(default=True)
    score: Mapped[float]
    price: Mapped[decimal.Decimal | None]
    token: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4)
    trees: Mapped[list["Tree"]] = relationship(back_populates="owner")


class Tree(Stamped, Base):
    __tablename__ = "trees"
    id = Column(BigInteger, Identity(always=True), primary_key=True)
    label = Column("the_label", String(20), nullable=False, index=True)
    kind = Column(Enum("oak", "elm", name="tree_kind"), server_default="oak")
    cost = Column(Money)
    data = Column(JSONB, server_default=text("'{}'::jsonb"))
    tags = Column(ARRAY(String(10)))
    twice = Column(Integer, Computed("level * 2"))
    level = Column(Integer, nullable=False)
    address = Column(INET)
    raw = Column(LargeBinary)
    note = Column(Text)
    small = Column(Float(10))
    parent_id = Column(ForeignKey("trees.id"))
    __table_args__ = (
        UniqueConstraint("the_label", "level", name="uq_label_level"),
        UniqueConstraint("level", "kind"),
        CheckConstraint("level > 0", name="positive"),
        Index("ix_tree_note", "note", postgresql_where=text("note IS NOT NULL")),
        Index("ix_tree_data", "data", postgresql_using="gin"),
        Index("ix_tree_lower", func.lower(note)),
        Index("ix_tree_level_desc", level.desc(), unique=True),
    )


membership = Table(
    "membership",
    Base.metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("tree_id", BigInteger, ForeignKey("trees.id", ondelete="SET NULL"), primary_key=True),
    Column("since", DateTime, server_default=func.now()),
)


class Leaf(Base):
    __tablename__ = "leaves"
    __table_args__ = (
        ForeignKeyConstraint(["person_id", "tree_id"], ["membership.person_id", "membership.tree_id"], name="fk_leaf"),
        {"schema": "garden"},
    )
    id = Column(SmallInteger, primary_key=True)
    person_id = Column(Integer)
    tree_id = Column(BigInteger)
    size = Column(Numeric(5), index=True)


class RenewalNoticeA(Base):
    __tablename__ = "customer_subscription_renewal_notification_delivery_attempt_aa"
    id: Mapped[int] = mapped_column(primary_key=True)
    note = Column(String(20), CheckConstraint("note <> ''", name="note_given"))


class RenewalNoticeB(Base):
    __tablename__ = "customer_subscription_renewal_notification_delivery_attempt_bb"
    __table_args__ = (UniqueConstraint("first", "second", name="uq_pair"),) + ({"comment": "x"},)
    id: Mapped[int] = mapped_column(primary_key=True)
    first = Column(Integer)
    second = Column(Integer)


Index("ix_renewal_note"[:10], RenewalNoticeA.note, unique=True)
RenewalNoticeB.__table__.append_constraint(UniqueConstraint("second", name="uq_second"))
