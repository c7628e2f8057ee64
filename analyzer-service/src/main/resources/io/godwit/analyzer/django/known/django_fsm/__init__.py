from django.db import models



class FSMField(models.CharField):
    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 50)


class FSMIntegerField(models.IntegerField):
    pass


class FSMKeyField(models.ForeignKey):
    pass
