from decimal import Decimal
from functools import partial
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.crypto import get_random_string
from core.models import TimeStamped, UUIDModel, Tag
from core.fields import CompressedJSONField, SecretTextField
from ..utils import make_code, CODE_PREFIX
class Money(models.Model):
    currency = models.CharField(max_length=3, default=settings.DEFAULT_CURRENCY)
    amount = models.DecimalField(max_digits=settings.DEFAULT_MAX_DIGITS, decimal_places=settings.DEFAULT_DECIMAL_PLACES, default=Decimal("0.0"), validators=[MinValueValidator(0)])
    class Meta:
        abstract = True
class Warehouse(UUIDModel):
    external_reference = models.CharField(max_length=250, unique=True, blank=True, null=True)
    name = models.CharField(max_length=250)
    class Meta(UUIDModel.Meta):
        abstract = False
        ordering = ("-name",)
class AbstractItem(Money, TimeStamped):
    code = models.CharField(max_length=settings.CODE_LENGTH, default=make_code, unique=True)
    class Meta(TimeStamped.Meta):
        abstract = True
class Item(AbstractItem):
    warehouse = models.ForeignKey(Warehouse, related_name="items", on_delete=models.CASCADE, to_field="external_reference")
    tags = models.ManyToManyField(Tag, through="ItemTag")
    payload = CompressedJSONField()
    secret = SecretTextField()
    token = models.CharField(max_length=20, default=partial(get_random_string, 20))
    photo = models.FileField(upload_to="x", max_length=255)
    url = models.URLField(db_index=True, max_length=600)
    flag = models.BooleanField(null=True, db_index=True)
    ip = models.GenericIPAddressField(protocol="IPv4", null=True)
    ratio = models.DecimalField(max_digits=5, decimal_places=2)
    blob = models.BinaryField(max_length=20, null=True)
    t = models.TimeField(default="00:00")
    path = models.FilePathField(path="/tmp")
    big = models.PositiveBigIntegerField(db_column="Big Number")
    parent = models.ForeignKey("self", null=True, on_delete=models.SET_NULL)
    replaced_by = models.ForeignKey("inventory.Item", null=True, on_delete=models.SET_NULL, related_name="replaces")
    class Meta:
        db_table = "stock_items"
class ItemTag(models.Model):
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name=None)
    tag = models.ForeignKey("platform_core.Tag", on_delete=models.DO_NOTHING)
    weight = models.IntegerField(default=1)
