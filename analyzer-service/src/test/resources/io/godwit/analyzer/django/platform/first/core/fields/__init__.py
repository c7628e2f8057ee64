from .network import AddressField, MacField
from .text import ColorField, LowercaseEmailField, NaturalOrderingField, CounterField, SecretTextField, BoundedPositiveIntegerField, FlexibleForeignKey, CompressedJSONField
__all__ = ("AddressField", "MacField", "ColorField", "NaturalOrderingField")
