import uuid

from django.db import models
from django.utils.timezone import now


class AutoCreatedField(models.DateTimeField):
    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", now)


class AutoLastModifiedField(AutoCreatedField):
    pass


class StatusField(models.CharField):
    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 100)


class MonitorField(models.DateTimeField):
    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", now)


class SplitField(models.TextField):
    pass


class UUIDField(models.UUIDField):
    def __init__(self, primary_key=True, editable=False, default=uuid.uuid4):
        pass


class UrlsafeTokenField(models.CharField):
    def __init__(self, max_length=128):
        pass
