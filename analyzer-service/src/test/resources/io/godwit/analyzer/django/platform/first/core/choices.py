from enum import Enum
from django.db import models
from django.utils.translation import gettext_lazy as _
class StatusChoices(models.TextChoices):
    ACTIVE = "active", _("Active")
    PLANNED = "planned", _("Planned")
class Kind(models.IntegerChoices):
    ONE = 1
    TWO = 2, "Two"
    __empty__ = _("(Unknown)")
class Level(str, Enum):
    LOW = "low"
    HIGH = "high"
    @classmethod
    def choices(cls):
        return [(c.value, c.name) for c in cls]
class ChoiceSetMeta(type):
    pass
class ChoiceSet(metaclass=ChoiceSetMeta):
    CHOICES = []
class FaceChoices(ChoiceSet):
    FACE_FRONT = "front"
    FACE_REAR = "rear"
    CHOICES = ((FACE_FRONT, "Front"), (FACE_REAR, "Rear"))
