from django.db import models


class EncryptedCharField(models.TextField):
    pass


class EncryptedTextField(models.TextField):
    pass


class EncryptedDateField(models.TextField):
    pass


class EncryptedDateTimeField(models.TextField):
    pass


class EncryptedEmailField(models.TextField):
    pass


class EncryptedBooleanField(models.TextField):
    pass


class EncryptedIntegerField(models.TextField):
    pass
