from django.db import models


class VersatileImageField(models.ImageField):
    pass
