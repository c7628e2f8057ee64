from __future__ import annotations
from typing import TYPE_CHECKING, ClassVar, Optional
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin, AbstractUser, Group
from django.contrib.postgres.fields import ArrayField, CIEmailField, HStoreField, IntegerRangeField, DateTimeRangeField, RangeOperators, RangeBoundary, DateRangeField, BigIntegerRangeField, DecimalRangeField
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import CASCADE, Q, F, Deferrable, CheckConstraint, UniqueConstraint
from django.db.models.functions import Upper, Lower, Coalesce, Now, TruncDate, ExtractYear, Concat, Trim, Cast
from django.utils.translation import gettext_lazy as _
from core.models import TimeStamped, UUIDModel
from core.choices import Level, FaceChoices
from core.fields import LowercaseEmailField, FlexibleForeignKey, BoundedPositiveIntegerField
if TYPE_CHECKING:
    from inventory.models import Item
class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email, password=None, **extra): ...
class Account(AbstractBaseUser, PermissionsMixin, UUIDModel):
    MAX_NAME_LENGTH = 100
    MIN = 3
    USERNAME_FIELD = "email"
    email = LowercaseEmailField(_("email address"), unique=True)
    full_name: models.CharField = models.CharField(max_length=MAX_NAME_LENGTH, db_index=True)
    short = models.CharField(_("short"), max_length=MAX_NAME_LENGTH // 2, null=True, blank=True, unique=True)
    is_staff = models.BooleanField(default=True, null=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    avatar = models.ImageField(upload_to="a/%Y", null=True, width_field="w", height_field="h")
    w = models.IntegerField(null=True)
    h = models.IntegerField(null=True)
    invited_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    friends = models.ManyToManyField("self", symmetrical=True)
    phone = models.CharField(max_length=20, blank=True)
    tz = models.CharField(max_length=40, default="UTC")
    follows = models.ManyToManyField("self", through="Follow", symmetrical=False, through_fields=("from_account", "to_account"), related_name="followers")
    scopes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    matrix = ArrayField(ArrayField(models.IntegerField()), null=True, blank=True)
    level = models.CharField(max_length=10, choices=Level.choices(), default=Level.LOW)
    face = models.CharField(max_length=50, choices=FaceChoices.CHOICES, default=FaceChoices.FACE_FRONT)
    objects = AccountManager()
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    class Meta:
        verbose_name = "account"
        swappable = "AUTH_USER_MODEL"
        constraints = [
            models.UniqueConstraint(Upper("email"), name="account_email_ci"),
            models.UniqueConstraint("invited_by", Upper(F("full_name")), name="account_inv_name"),
            models.CheckConstraint(condition=Q(w__isnull=True, h__isnull=True) | Q(w__gt=0, h__gt=0), name="account_size"),
            models.CheckConstraint(name="account_level", condition=models.Q(level__in=[x.value for x in Level])),
        ]
        indexes = [models.Index(Upper("email"), name="upper_account_email_idx"), GinIndex(fields=["scopes"]),
                   models.Index(fields=["full_name"], name="%(app_label)s_%(class)s_fn", condition=Q(is_staff=True) & ~Q(full_name=""))]
class Follow(models.Model):
    from_account = models.ForeignKey(Account, related_name="out", on_delete=CASCADE)
    to_account = models.ForeignKey(Account, related_name="in", on_delete=CASCADE, db_index=False)
    note = models.CharField(max_length=1024)
    class Meta:
        unique_together = (("to_account", "from_account", "note"),)
        ordering = ["note"]
class Reservation(TimeStamped):
    room = FlexibleForeignKey("inventory.Room")
    span = DateTimeRangeField()
    nums = IntegerRangeField(null=True)
    bnums = BigIntegerRangeField(null=True)
    dnums = DecimalRangeField(null=True)
    dates = DateRangeField(db_index=True)
    attrs = models.JSONField(default=dict)
    cancelled = models.BooleanField(default=False, db_default=False)
    starts = models.DateField()
    ends = models.DateTimeField(null=True)
    seats = models.BigIntegerField(default=1)
    created_year = models.GeneratedField(expression=ExtractYear("starts"), output_field=models.IntegerField(), db_persist=True)
    title = models.CharField(max_length=80, db_default="nothing")
    upper_title = models.GeneratedField(expression=Upper("title"), output_field=models.CharField(max_length=80), db_persist=True, unique=True)
    price = models.DecimalField(max_digits=8, decimal_places=2, db_default=models.Value(0), db_comment="in euro")
    made = models.DateTimeField(db_default=Now())
    class Meta:
        db_table = "reservations"
        db_table_comment = "who sits where"
        constraints = [
            ExclusionConstraint(name="no_overlap", expressions=[("span", RangeOperators.OVERLAPS), ("room", RangeOperators.EQUAL)], condition=Q(cancelled=False)),
            
            CheckConstraint(condition=Q(seats__range=(1, 30)), name="seats_range"),
            CheckConstraint(condition=~Q(title__startswith="x"), name="title_like"),
            UniqueConstraint(fields=["room", "starts"], name="room_start", deferrable=Deferrable.IMMEDIATE),
            UniqueConstraint(fields=["room"], condition=Q(cancelled=False) & Q(ends__isnull=True), name="room_live"),
            UniqueConstraint(fields=["title"], include=["price"], name="title_incl"),
            UniqueConstraint(fields=["title"], opclasses=["varchar_pattern_ops"], name="title_pat"),
            UniqueConstraint(fields=["ends", "seats"], nulls_distinct=False, name="ends_nd"),
            
            CheckConstraint(condition=Q(price__gte=0) | Q(title=""), name="%(app_label)s_%(class)s_price"),
        ]
        indexes = [models.Index(fields=["starts"], db_tablespace="pg_default", name="ts_idx"), models.Index("starts", F("ends").asc(nulls_first=True), name="se_idx"),
            models.Index(Cast("price", models.IntegerField()), name="cast_idx")]
class GroupProfile(models.Model):
    group = models.OneToOneField(Group, on_delete=models.CASCADE, primary_key=True, related_name="profile")
    motto = models.CharField(max_length=20, default="")
class Staff(Account):
    salary = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    boss = models.ForeignKey("Staff", models.PROTECT, null=True)
class Admin(Account):
    class Meta:
        proxy = True
class LegacyRow(models.Model):
    code = models.CharField(max_length=3, primary_key=True)
    class Meta:
        managed = False
        db_table = "legacy_row"
