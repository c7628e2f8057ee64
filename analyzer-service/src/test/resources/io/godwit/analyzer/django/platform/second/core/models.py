import uuid
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.indexes import GinIndex, BrinIndex, HashIndex, BTreeIndex, GistIndex, SpGistIndex, OpClass, BloomIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone
from .choices import StatusChoices, Kind
from .fields import *
from .fields import CounterField, LowercaseEmailField
def default_uuid(): return uuid.uuid4()
class UUIDT(uuid.UUID): ...
class TimeStamped(models.Model):
    created = models.DateTimeField(auto_now_add=True, blank=True, null=True, verbose_name="created")
    last_updated = models.DateTimeField(auto_now=True, db_index=True)
    class Meta:
        abstract = True
        get_latest_by = "created"
class UUIDModel(models.Model):
    id: models.UUIDField = models.UUIDField(primary_key=True, default=default_uuid, editable=False)
    class Meta:
        abstract = True
class WithMetadata(models.Model):
    private_metadata = models.JSONField(blank=True, null=True, default=dict)
    metadata = models.JSONField(blank=True, default=dict)
    class Meta:
        abstract = True
        indexes = [
            GinIndex(fields=["private_metadata"], name="%(class)s_p_meta_idx"),
            GinIndex(fields=["metadata"], name="%(class)s_meta_idx"),
        ]
class Owned(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="%(app_label)s_%(class)s_owned", on_delete=models.SET_NULL, null=True)
    class Meta:
        abstract = True
class Base(TimeStamped):
    description = models.CharField(verbose_name="description", max_length=200, blank=True)
    comments = models.TextField(blank=True)
    class Meta:
        abstract = True
class Tag(UUIDModel, TimeStamped):
    name = models.CharField(max_length=150, unique=False, db_index=True)
    slug = models.SlugField(max_length=60, allow_unicode=True, null=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE)
    weight = models.PositiveIntegerField(default=0)
    color = ColorField(default="9e9e9e")
    class Meta(UUIDModel.Meta):
        ordering = ("name",)
        abstract = False
class Journal(TimeStamped):
    assigned_object_type = models.ForeignKey(to="contenttypes.ContentType", on_delete=models.CASCADE, limit_choices_to=dict(app_label="inventory"))
    assigned_object_id = models.PositiveBigIntegerField()
    assigned_object = GenericForeignKey(ct_field="assigned_object_type", fk_field="assigned_object_id")
    kind = models.CharField(max_length=40, unique=False, choices=StatusChoices.choices, default=StatusChoices.ACTIVE)
    level = models.IntegerField(choices=Kind.choices, default=Kind.ONE)
    search = SearchVectorField(null=True)
    ip = AddressField(null=True)
    mac = MacField(blank=True, null=True)
    n = CounterField(to_model="x", to_field="y")
    class Meta:
        ordering = ("-created",)
        verbose_name_plural = "journal entries"
        indexes = [
            models.Index(fields=("assigned_object_type", "assigned_object_id")),
            models.Index(fields=["created", "kind"], name="journal_recent"),
            GinIndex("search", name="journal_search", fastupdate=False),
            BrinIndex(fields=["created", "last_updated"]),
            BTreeIndex(fields=["n"], name="journal_n", fillfactor=70),
            GistIndex(fields=["ip"], name="journal_ip_gist", opclasses=["inet_ops"]),
            SpGistIndex(fields=["ip"], name="journal_ip_spgist"),
            GinIndex(OpClass(models.functions.Upper("kind"), name="gin_trgm_ops"), name="journal_kind_trgm"), models.Index(models.functions.Lower("kind").desc(), "level", name="journal_lower"),
            models.Index(fields=["kind"], name="journal_pat", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["kind"], include=["level", "n"], name="journal_incl"),
            models.Index(models.F("created").desc(nulls_last=True), name="journal_nulls"),
        ]
