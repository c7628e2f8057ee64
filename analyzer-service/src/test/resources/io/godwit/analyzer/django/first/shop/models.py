import datetime
from decimal import Decimal
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, IntegerRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, BrinIndex, HashIndex, OpClass, GistIndex
from django.contrib.postgres.search import SearchVectorField, SearchVector
from django.contrib.auth import get_user_model
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q, Value, Deferrable
from django.db.models.functions import Lower, Upper, Now, Coalesce, Concat, Length
from django.utils.translation import gettext_lazy as _
from .base import Keyed, Stamped, MoneyField, TinyText

BLANK = dict(blank=True, null=True)
LENGTH = 10 * 4

class Kind(models.TextChoices):
    BIG = "big", _("Big")
    SMALL = "small", _("Small")

class Category(models.Model):
    name = models.CharField(max_length=LENGTH, unique=True)
    slug = models.SlugField()
    slug2 = models.SlugField(unique=True, max_length=80)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, **BLANK)
    note = models.TextField(db_index=True)
    unlimited = models.CharField()
    class Meta:
        unique_together = ("slug", "parent")

class Product(Keyed):
    class Size(models.IntegerChoices):
        S = 1
        M = 2
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.BIG, db_default=Kind.SMALL)
    size = models.PositiveSmallIntegerField(choices=Size.choices, default=Size.S, db_default=3)
    category = models.ForeignKey(Category, on_delete=models.PROTECT)
    related = models.ManyToManyField("self", symmetrical=False)
    tags = models.ManyToManyField("shop.Tag", through="Tagging")
    extra_categories = models.ManyToManyField(Category, related_name="extra", db_table="a_join")
    price = MoneyField(default=Decimal("0.00"))
    price4 = MoneyField(decimal_places=4, null=True)
    ratio = models.FloatField(db_default=0.5)
    big = models.BigIntegerField(db_default=-5)
    pbig = models.PositiveBigIntegerField(null=True)
    pint = models.PositiveIntegerField(db_index=True, default=0)
    small = models.SmallIntegerField()
    flag = models.BooleanField(default=False, db_default=True)
    maybe = models.BooleanField(null=True)
    day = models.DateField(auto_now_add=True)
    at = models.DateTimeField(db_default=Now())
    clock = models.TimeField(null=True)
    length = models.DurationField(default=datetime.timedelta(days=1))
    mail = models.EmailField(unique=True)
    url = models.URLField(max_length=300)
    file = models.FileField(upload_to="x")
    image = models.FilePathField(path="/")
    ip = models.GenericIPAddressField(null=True)
    data = models.JSONField(default=dict, db_default={})
    blob = models.BinaryField()
    tiny = TinyText()
    words = ArrayField(models.CharField(max_length=5), default=list, size=3, db_index=True)
    grid = ArrayField(ArrayField(models.IntegerField()), null=True)
    during = DateTimeRangeField(null=True)
    span = IntegerRangeField(null=True)
    vector = SearchVectorField(null=True)
    title = models.CharField("the title", max_length=settings.MAX_TITLE, db_column="Titel")
    full = models.GeneratedField(expression=Concat("title", Value(" "), F("kind"), Value("-")), output_field=models.TextField(), db_persist=True)
    double = models.GeneratedField(expression=F("pint") * 2 + F("pint"), output_field=models.IntegerField(), db_persist=True)
    low = models.GeneratedField(expression=Lower("title"), output_field=models.CharField(max_length=77), db_persist=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, db_constraint=False, db_index=False)
    object_id = models.PositiveIntegerField()
    thing = GenericForeignKey()
    owner = models.OneToOneField(get_user_model(), on_delete=models.CASCADE, related_name="owned")
    by_mail = models.ForeignKey(Category, to_field="name", on_delete=models.CASCADE, related_name="+")
    class Meta(Keyed.Meta):
        indexes = Keyed.Meta.indexes + [
            models.Index(fields=["kind", "-size"]),
            models.Index(Lower("title").desc(), "kind", name="prod_lower"),
            models.Index(F("size").asc(nulls_last=True), name="prod_f"),
            models.Index(fields=["title"], name="prod_title_ops", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["pint"], name="prod_pint_inc", include=["small", "flag"], condition=Q(flag=True, kind="big") | ~Q(maybe=False)),
            GinIndex(fields=["data"]),
            GinIndex(fields=["data"], name="prod_data_ops", opclasses=["jsonb_path_ops"]),
            HashIndex(fields=["mail"]),
            BrinIndex(fields=["at"], name="prod_brin"),
            GinIndex(SearchVector("title", "mail", config="english"), name="prod_search"),
            models.Index(Coalesce("clock", "clock"), name="prod_coal"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(price__gte=0) & Q(price__lt=F("price4")), name="%(app_label)s_%(class)s_price"),
            models.CheckConstraint(condition=Q(size__in=[1, 2, 3]) | (Q(small__gt=5) & ~Q(kind="big")), name="c2"),
            models.CheckConstraint(condition=~(Q(pbig__isnull=True) & Q(small=0)) & (Q(ratio__range=(0, 1)) | Q(ratio__isnull=True)), name="c3"),
            models.CheckConstraint(condition=Q(title__startswith="a_b") | Q(title__icontains="x") | Q(mail__iexact="Q"), name="c4"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="c5"),
            models.CheckConstraint(condition=~Q(maybe=True), name="c6"),
            models.CheckConstraint(condition=Q(flag=False) | Q(category__isnull=False), name="c7"),
            models.CheckConstraint(condition=Q(price__gt=Decimal("1.5")) | Q(ratio__gte=2) | Q(title__regex=r"^\d+$"), name="c8"),
            models.CheckConstraint(condition=Q(price__gte=F("price4") * 2 - F("price4")), name="c9"),
            models.CheckConstraint(condition=Q(("kind", "big"), ("size", 1), _connector="OR"), name="c10"),
            models.UniqueConstraint(fields=["kind", "size"], name="u1"),
            models.UniqueConstraint(fields=["kind"], condition=Q(flag=True), name="u2"),
            models.UniqueConstraint(Lower("title"), "kind", name="u3"),
            models.UniqueConstraint(fields=["small", "pint"], name="u4", deferrable=Deferrable.DEFERRED),
            models.UniqueConstraint(fields=["small"], name="u5", include=["pint"]),
            models.UniqueConstraint(fields=["clock"], name="u6", nulls_distinct=False),
            models.UniqueConstraint(fields=["title"], name="u7", opclasses=["varchar_pattern_ops"]),
            models.UniqueConstraint(fields=["big", "pint"], name="u8", deferrable=Deferrable.IMMEDIATE),
            ExclusionConstraint(name="e1", expressions=[("during", RangeOperators.OVERLAPS)], condition=Q(flag=True)),
            ExclusionConstraint(name="e2", expressions=[("span", "&&")], deferrable=Deferrable.DEFERRED),
        ]

class Book(Product):
    pages = models.IntegerField()
    pages2 = None
    class Meta:
        verbose_name = "book"

class Magazine(Product):
    product = models.OneToOneField(Product, parent_link=True, on_delete=models.CASCADE, primary_key=True)
    issue = models.IntegerField(default=1)
    class Meta:
        verbose_name = "magazine"

class Tag(models.Model):
    label = models.CharField(max_length=30, null=True, unique=True)
    class Meta:
        db_table = "a_very_long_name_for_a_table_of_tags_that_is_near_the_limit_ok"

class Tagging(Stamped):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, db_column="prod")
    badge = models.ForeignKey("people.Badge", on_delete=models.CASCADE)
    book = models.ForeignKey(Book, on_delete=models.CASCADE, null=True)
    class Meta:
        unique_together = [["tag", "product"], ["badge", "tag"]]

class External(models.Model):
    x = models.IntegerField()
    class Meta:
        managed = False
        db_table = "external"

class AnExceedinglyLongModelNameOfManyWords(models.Model):
    some_field_with_a_long_name_as_well_that_goes_on = models.CharField(max_length=5, unique=True)
    members_with_quite_long_name = models.ManyToManyField(Tag)
    other_of_long_name_in_foreign_key_land = models.ForeignKey(Tag, on_delete=models.CASCADE)
    class Meta:
        indexes = [models.Index(fields=["some_field_with_a_long_name_as_well_that_goes_on"])]

class Pair(models.Model):
    pk = models.CompositePrimaryKey("left", "right")
    left = models.IntegerField()
    right = models.IntegerField()
