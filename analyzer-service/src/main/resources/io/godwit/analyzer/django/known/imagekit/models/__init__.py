from django.db import models


class ProcessedImageField(models.ImageField):
    pass


# Computed on reading: no column.
class ImageSpecField:
    pass
