from django.db import models


class QuillField(models.TextField):
    pass
