from django.db import models


class PickledObjectField(models.TextField):
    pass
