from sqlalchemy import Integer, String as VariableText, Text
from sqlalchemy.types import TypeDecorator


class JsonEncodedType(TypeDecorator):
    impl = Text

    def __init__(self, mysql_as_long=False, mysql_as_medium=False):
        pass


class JsonEncodedDict(JsonEncodedType):
    pass


class JsonEncodedList(JsonEncodedType):
    pass


class SoftDeleteInteger(TypeDecorator):
    impl = Integer


class String(VariableText):
    def __init__(self, length, mysql_ndb_length=None, mysql_ndb_type=None, **rest):
        pass
