from .rooms import *  # noqa
from .items import Item, ItemTag, Money, Warehouse
