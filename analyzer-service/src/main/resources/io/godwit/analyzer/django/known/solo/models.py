from django.db import models


class SingletonModel(models.Model):
    class Meta:
        abstract = True
