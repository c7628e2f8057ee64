from django.db import models


class RecurrenceField(models.TextField):
    pass
