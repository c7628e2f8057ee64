import uuid
from django.conf import settings
from django.db import models
class Stamped(models.Model):
    created = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="%(class)s_by")
    class Meta:
        abstract = True
        indexes = [models.Index(fields=["-created", "by"]), models.Index(fields=["by"], name="%(app_label)s_%(class)s_by")]
class Keyed(Stamped):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    class Meta(Stamped.Meta):
        abstract = True
class MoneyField(models.DecimalField):
    def __init__(self, *args, **kwargs):
        kwargs["max_digits"] = 12
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)
class TinyText(models.Field):
    def db_type(self, connection):
        return "char(25)"
