from django.db import models


class BleachField(models.TextField):
    pass
