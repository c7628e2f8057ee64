from django.db import models
from core.models import Base, WithMetadata, Owned
__all__ = ("Building", "Room", "Floor")
class Building(Base, WithMetadata):
    name = models.CharField(max_length=64, unique=True)
    class Meta(WithMetadata.Meta):
        abstract = False
        indexes = [*WithMetadata.Meta.indexes, models.Index(fields=["name", "created"])]
        permissions = (("x", "y"),)
class Floor(models.Model):
    id = models.SmallAutoField(primary_key=True)
    building = models.ForeignKey(Building, models.CASCADE)
    number = models.SmallIntegerField()
    class Meta:
        unique_together = (("building", "number"),)
        constraints = (models.CheckConstraint(condition=models.Q(number__gte=-5), name="%(app_label)s_%(class)s_deep"),)
class Room(Base, Owned, WithMetadata):
    floor = models.ForeignKey(to=Floor, on_delete=models.CASCADE, related_name="rooms", db_column="on_floor")
    code = models.CharField(max_length=10)
    supervisors = models.ManyToManyField(to="people.Account", blank=True, related_name="+", db_table="room_supervision")
    tags = models.ManyToManyField("platform_core.Tag", related_name="rooms")
    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("floor", "code"), name="%(app_label)s_%(class)s_unique_floor_code"),
            models.UniqueConstraint(fields=("code",), name="%(app_label)s_%(class)s_unique_code", condition=models.Q(floor__isnull=True), violation_error_message="x"),
        )
