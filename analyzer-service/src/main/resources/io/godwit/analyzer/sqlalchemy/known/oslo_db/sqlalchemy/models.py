from sqlalchemy import Column, DateTime, Integer


class ModelBase(object):
    pass


class TimestampMixin(object):
    created_at = Column(DateTime)
    updated_at = Column(DateTime)


class SoftDeleteMixin(object):
    deleted_at = Column(DateTime)
    deleted = Column(Integer, default=0)
