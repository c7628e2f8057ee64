from django.db import models


class JSONField(models.TextField):
    pass
