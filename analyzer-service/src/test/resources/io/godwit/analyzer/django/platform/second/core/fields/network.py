from django.db import models
class BaseAddressField(models.Field):
    def python_type(self):
        return str
    def to_python(self, value):
        return value
class AddressField(BaseAddressField):
    description = "an address"
    def db_type(self, connection):
        return "cidr"
class MacField(models.Field):
    def db_type(self, connection):
        if connection.vendor == "postgresql":
            return "macaddr"
        return "varchar(17)"
