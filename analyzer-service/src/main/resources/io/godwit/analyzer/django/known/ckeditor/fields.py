from django.db import models


class RichTextField(models.TextField):
    pass
