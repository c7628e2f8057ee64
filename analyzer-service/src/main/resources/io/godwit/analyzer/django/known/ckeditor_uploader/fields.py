from django.db import models


class RichTextUploadingField(models.TextField):
    pass
