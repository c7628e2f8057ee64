from django.db import models


class AL_Node(models.Model):
    class Meta:
        abstract = True
