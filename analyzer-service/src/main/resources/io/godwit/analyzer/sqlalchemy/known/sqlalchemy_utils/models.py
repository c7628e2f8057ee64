from datetime import datetime

from sqlalchemy import Column, DateTime


class Timestamp(object):
    created = Column(DateTime, default=datetime.utcnow, nullable=False)
    updated = Column(DateTime, default=datetime.utcnow, nullable=False)
