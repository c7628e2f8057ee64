from django.db import models


class InetAddressField(models.Field):
    def db_type(self, connection):
        return "inet"


class CidrAddressField(models.Field):
    def db_type(self, connection):
        return "cidr"


class MACAddressField(models.Field):
    def db_type(self, connection):
        return "macaddr"
