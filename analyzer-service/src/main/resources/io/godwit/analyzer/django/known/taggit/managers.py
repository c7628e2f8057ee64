# A manager: its rows are in tables of its own.
class TaggableManager:
    pass
