from django.db import models


class ResizedImageField(models.ImageField):
    pass
