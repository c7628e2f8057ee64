from django.contrib.auth.models import AbstractUser
from django.db import models
class Account(AbstractUser):
    nick = models.CharField(max_length=20, db_index=True)
    friends = models.ManyToManyField("self", symmetrical=False)
class Proxy(Account):
    class Meta:
        proxy = True
class Badge(models.Model):
    code = models.CharField(primary_key=True, max_length=12)
    holders = models.ManyToManyField(Account, related_name="badges")
