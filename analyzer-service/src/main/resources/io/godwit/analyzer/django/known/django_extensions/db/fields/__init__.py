from django.db import models
from django.utils.timezone import now


class AutoSlugField(models.SlugField):
    pass


class RandomCharField(models.CharField):
    pass


class CreationDateTimeField(models.DateTimeField):
    def __init__(self, *args, **kwargs):
        kwargs.setdefault("auto_now_add", True)


class ModificationDateTimeField(CreationDateTimeField):
    pass


class ShortUUIDField(models.CharField):
    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 22
