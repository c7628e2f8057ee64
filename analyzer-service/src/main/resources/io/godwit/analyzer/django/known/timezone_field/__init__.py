from .fields import TimeZoneField
