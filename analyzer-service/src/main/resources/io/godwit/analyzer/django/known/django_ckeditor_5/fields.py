from django.db import models


class CKEditor5Field(models.TextField):
    pass
