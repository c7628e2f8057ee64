from django.contrib.contenttypes.models import ContentType
from django.db import models


class PolymorphicModel(models.Model):
    polymorphic_ctype = models.ForeignKey(ContentType, null=True, editable=False, on_delete=models.CASCADE)

    class Meta:
        abstract = True
