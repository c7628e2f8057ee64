import json
from typing import Any
from django.db import models
from django.db.models import BigIntegerField
from django.core.validators import RegexValidator
class ColorField(models.CharField):
    default_validators = [RegexValidator("^[0-9a-f]{6}$")]
    description = "A hexadecimal RGB color code"
    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 6
        super().__init__(*args, **kwargs)
    def formfield(self, **kwargs):
        return super().formfield(**kwargs)
class LowercaseEmailField(models.EmailField):
    def to_python(self, value: Any) -> Any:
        return value.lower() if isinstance(value, str) else value
class NaturalOrderingField(models.CharField):
    def __init__(self, target_field, naturalize_function=str, *args, **kwargs):
        self.target_field = target_field
        self.naturalize_function = naturalize_function
        super().__init__(*args, **kwargs)
    def deconstruct(self):
        kwargs = super().deconstruct()[3]
        return (self.name, "x", [self.target_field], kwargs)
class CounterField(BigIntegerField):
    def __init__(self, to_model, to_field, *args, **kwargs):
        self.to_model_name = to_model
        kwargs["default"] = kwargs.get("default", 0)
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)
class SecretTextField(models.TextField):
    def get_internal_type(self):
        return "TextField"
class BoundedPositiveIntegerField(models.PositiveIntegerField):
    MAX_VALUE = 2147483647
    def get_prep_value(self, value):
        if value:
            assert int(value) <= self.MAX_VALUE
        return super().get_prep_value(value)
class FlexibleForeignKey(models.ForeignKey):
    def __init__(self, to, on_delete=models.CASCADE, *args, **kwargs):
        kwargs.setdefault("on_delete", on_delete)
        super().__init__(to, *args, **kwargs)
class CompressedJSONField(models.TextField):
    def __init__(self, *args, encoder=None, **kwargs):
        self.encoder = encoder
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)
    def from_db_value(self, value, expression, connection):
        return json.loads(value)
    def contribute_to_class(self, cls, name, private_only=False):
        super().contribute_to_class(cls, name, private_only)
